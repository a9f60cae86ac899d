package org.checkoutbridge.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who comes with a token of an identity provider is who the token says, if the provider signed it, for the console, and not too long ago. */
class ConsoleTokenIT extends Journey {

    private static final ECKey KEY = key("provider");
    private static final ECKey ANOTHER = key("provider");

    ConsoleTokenIT() {
        super(Map.of("console.jwt-keys", keySet(), "console.jwt-issuer", "https://id.example", "console.jwt-audience", "checkout-console"));
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String keySet() {
        try {
            return Files.writeString(Files.createDirectories(Path.of("target", "console")).resolve("keys.json"),
                    new JWKSet(KEY.toPublicJWK()).toString()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JWTClaimsSet.Builder claims(Object roles) {
        return new JWTClaimsSet.Builder().issuer("https://id.example").audience("checkout-console").subject("u-17").claim("preferred_username", "ana")
                .claim("roles", roles).expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(ECKey key, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private Reply console(String token) {
        return request(HttpRequest.newBuilder(URI.create("http://localhost:" + world.configuration.get("bridge.management.port") + "/console"))
                .header("Authorization", "Bearer " + token).header("Accept-Language", "en").build());
    }

    @Test
    void theProvidersTokenIsBelieved() throws JOSEException {
        Reply operator = console(signed(KEY, claims(List.of("staff", "operator"))));
        assertThat(operator.status()).isEqualTo(200);
        assertThat(operator.body()).contains("ana", "(operator)").doesNotContain("Sign out");
        assertThat(console(signed(KEY, claims("viewer"))).body()).contains("(viewer)");
    }

    @Test
    void anyOtherTokenIsNot() throws JOSEException {
        SignedJWT symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims("operator").build());
        symmetric.sign(new MACSigner(KEY.toPublicJWK().toString().getBytes()));
        String none = "eyJhbGciOiJub25lIn0." + signed(KEY, claims("operator")).split("\\.")[1] + ".";
        for (String token : List.of(signed(ANOTHER, claims("operator")), signed(KEY, claims("operator").issuer("https://evil.example")),
                signed(KEY, claims("operator").audience("another")), signed(KEY, claims("operator").expirationTime(Date.from(Instant.now().minusSeconds(120)))),
                signed(KEY, claims("operator").expirationTime(null)), signed(KEY, claims(null)), signed(KEY, claims("admin")),
                signed(KEY, claims("operator").claim("preferred_username", "a|b").subject("c d")), symmetric.serialize(), none, "x", "")) {
            assertThat(console(token).status()).as(token).isEqualTo(303);
        }
    }
}
