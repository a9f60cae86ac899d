package org.checkoutbridge.webcheckout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.checkoutbridge.gateway.ConfiguredGateways;
import org.checkoutbridge.gateway.Gateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a mapping is found at start, and named by its place. */
class MappingFileTest {

    @TempDir
    Path folder;

    private String text;

    @BeforeEach
    void shipped() throws IOException {
        text = Files.readString(Path.of("config/gateways/pagoseguro/webcheckout.yaml"))
                .replace("{{pagoseguro.checkout-url}}", "https://pay.example/checkoutpay").replace("{{pagoseguro.account}}", "700123456")
                .replace("{{pagoseguro.api-key}}", "a-secret").replace("{{pagoseguro.profile}}", "pagoseguro-co");
    }

    private void load(boolean test) throws IOException {
        Files.writeString(folder.resolve("webcheckout.yaml"), text);
        Gateway shipped = ConfiguredGateways.shipped("pagoseguro");
        Webcheckout.load(new Gateway("pagoseguro", folder, shipped.currencies(), 20, 60, "all", test, false, shipped.couponHold(),
                shipped.authorizationHold(), shipped.capabilities()), resolved -> resolved);
    }

    @Test
    void whatIsShippedIsSound() {
        assertThatCode(() -> load(false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{email}|{udf1}|||||||||| ~ {mail}|{udf1}|||||||||| ~ form/signature: {mail} is no field of the form",
        "{order.total} ~ {order.amount} ~ form/amount: {order.amount} is nothing that a form can be filled with",
        "{secret}|{status}|||||||||| ~ {status}|||||||||| ~ a signature without {secret} proves nothing",
        "{secret}|{status}|||||||||| ~ {secret}|{state}|||||||||| ~ {state} is no field of this message",
        "{secret}|{status}|||||||||| ~ {secret}||||||||||| ~ messages/result: its signature does not cover status: it may be a hint, and may not decide",
        "decides: false ~ decides: true ~ profile pagoseguro-co-legacy:",
        "algorithm: SHA-512 ~ algorithm: CRC32 ~ 'CRC32' is no algorithm; there are: MD5, SHA-1, SHA-256, SHA-512",
        "approved: [success, ~ paid: [success, ~ 'paid' is no state",
        "declined: [failure, ~ declined: [success, ~ 'success' is said to mean two states",
        "otherwise: review ~ otherwise: approved ~ otherwise is review or pending",
        "cut: true ~ cutt: true ~ /form/fields/3/cutt",
        "webcheckout-mapping/1 ~ webcheckout-mapping/2 ~ schema is expected to be webcheckout-mapping/1",
        "value: /payment/process ~ value: '{signature}' ~ one field is the {signature}, and not 2",
        "name: udf1 ~ name: txnid ~ form/txnid: stands twice",
        "profile: \"pagoseguro-co\" ~ profile: nobody ~ has no profile 'nobody'; there are: pagoseguro-co, pagoseguro-co-bare, pagoseguro-co-legacy"})
    void whatIsWrongIsNamedByItsPlace(String right, String wrong, String said) {
        assertThat(text).contains(right);
        text = text.replace(right, wrong);
        assertThatThrownBy(() -> load(false)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("webcheckout.yaml").hasMessageContaining(said)
                .hasMessageNotContaining("a-secret");
    }

    @Test
    void whatIsNoYamlIsNamedByItsLine() {
        text = "schema: webcheckout-mapping/1\nform: [\n";
        assertThatThrownBy(() -> load(false)).hasMessageContaining("webcheckout.yaml, line ");
    }

    /** Play money and real money do not meet. */
    @ParameterizedTest
    @CsvSource({
        "https://www.sanbox-pagoseguro.com/p, false, is a host for play money", "https://www.autorizaciones-pagoseguro.com/p, true, is a host for real money",
        "http://pay.example/p, false, must be https", "https://WWW.SANBOX-pagoseguro.com/p, false, is a host for play money"})
    void theHostMustFitTheMoney(String url, boolean test, String said) {
        text = text.replace("https://pay.example/checkoutpay", url);
        assertThatThrownBy(() -> load(test)).hasMessageContaining("pagoseguro.checkout-url").hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({"https://www.sanbox-pagoseguro.com/p, true", "https://www.autorizaciones-pagoseguro.com/p, false", "http://localhost:8081/p, false",
        "http://127.0.0.1:9/p, true"})
    void whatFitsIsTaken(String url, boolean test) {
        text = text.replace("https://pay.example/checkoutpay", url);
        assertThatCode(() -> load(test)).doesNotThrowAnyException();
    }

    @Test
    void anAmountIsWrittenInTheWaysThatThereAre() {
        assertThat(new Template("{a:plain} {a:one-decimal} {a:one-or-two-decimals}").filled(Map.of("a", "150.250")::get)).isEqualTo("150.25 150.2 150.25");
        assertThat(new Template("{a:plain}").filled(Map.of("a", "100")::get)).isEqualTo("100");
        assertThat(new Template("{a:plain}").filled(Map.of("a", "1e5")::get)).isNull();
        assertThatThrownBy(() -> new Template("{a:rounded}")).hasMessageContaining("'rounded' is no way to write an amount");
    }
}
