package org.checkoutbridge.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Who comes with a token of an identity provider (OpenID Connect): a JWT that a proxy in front of the console presents as a bearer token
 * (RFC 6750, RFC 7519). Believed are asymmetric signatures of the provider's keys, for this console, while they last.
 */
final class Tokens {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256,
            JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    private final DefaultJWTProcessor<SecurityContext> processor;
    private final String roleClaim;

    /**
     * @param keys the provider's JWK set: an address, or a file; empty: no token is believed
     * @param issuer what {@code iss} must be
     * @param audience what {@code aud} must hold
     * @param roleClaim the claim that holds {@code viewer} or {@code operator}, alone or in a list
     * @throws IllegalArgumentException if the key set cannot be used
     */
    Tokens(String keys, String issuer, String audience, String roleClaim) {
        this.roleClaim = roleClaim;
        if (keys.isBlank()) {
            processor = null;
            return;
        }
        processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source(keys.trim())));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(audience,
                new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp", "sub")));
    }

    private static JWKSource<SecurityContext> source(String keys) {
        try {
            return keys.startsWith("http") ? JWKSourceBuilder.create(URI.create(keys).toURL()).retrying(true).build()
                    : new ImmutableJWKSet<>(JWKSet.load(new File(keys)));
        } catch (MalformedURLException | ParseException e) {
            throw new IllegalArgumentException("console.jwt-keys: " + keys + " is neither an address nor a JWK set", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("console.jwt-keys: " + keys + " cannot be read", e);
        }
    }

    /** The person that a bearer token speaks of, or null when it is not to be believed. */
    Person bearer(String authorization) {
        if (processor == null || authorization == null || !authorization.regionMatches(true, 0, "bearer ", 0, 7)) {
            return null;
        }
        try {
            JWTClaimsSet claims = processor.process(authorization.substring(7).trim(), null);
            Object preferred = claims.getClaim("preferred_username");
            String name = preferred instanceof String text && Person.soundName(text) ? text : claims.getSubject();
            String role = role(claims.getClaim(roleClaim));
            return role == null || !Person.soundName(name) ? null : new Person(name, role, claims.getSubject());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return null;
        }
    }

    private static String role(Object claim) {
        Collection<?> held = claim instanceof Collection<?> several ? several : claim == null ? List.of() : List.of(claim);
        return held.contains(Person.OPERATOR) ? Person.OPERATOR : held.contains("viewer") ? "viewer" : null;
    }
}
