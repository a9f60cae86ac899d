package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Random;
import org.checkoutbridge.document.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ../domain/pagoseguro.md, section 6.1. */
class TaxSplitTest {

    private static final BigDecimal IVA = new BigDecimal(19);

    private static ObjectNode split(String order) throws IOException {
        return new TaxSplit((ObjectNode) Json.tree(order), IVA, BigDecimal.ZERO).document();
    }

    @ParameterizedTest
    @CsvSource({"75000.00, 63025.21, 11974.79", "20000.00, 16806.72, 3193.28", "50000.00, 42016.81, 7983.19", "100000.00, 84033.61, 15966.39",
        "119000.00, 100000.00, 19000.00"})
    void theBaseIsRoundedHalfToEvenAndTheTaxIsTheRest(String total, String base, String tax) throws IOException {
        ObjectNode split = split("{\"currency\":\"COP\",\"items\":[{\"total\":\"%s\"}]}".formatted(total));
        assertThat(split.get("base").asText()).isEqualTo(base);
        assertThat(split.get("tax").asText()).isEqualTo(tax);
        assertThat(split.get("exempt").asText()).isEqualTo("0.00");
    }

    /** The vendor's own example: the article is taxed, shipping is not. */
    @Test
    void ratesAreKeptApartAndShippingHasItsOwn() throws IOException {
        ObjectNode split = split("""
                {"currency": "COP", "shipping": "12000.00", "items": [
                  {"total": "23800.00", "taxRate": "19"}, {"total": "10500.00", "taxRate": "5"}, {"total": "9000.00", "taxRate": "0"}]}""");
        assertThat(split.get("exempt").asText()).isEqualTo("21000.00");
        assertThat(split.at("/rates/0").toString()).isEqualTo("{\"rate\":\"5\",\"base\":\"10000.00\",\"tax\":\"500.00\"}");
        assertThat(split.at("/rates/1").toString()).isEqualTo("{\"rate\":\"19\",\"base\":\"20000.00\",\"tax\":\"3800.00\"}");
    }

    @Test
    void baseTaxAndExemptAreAlwaysTheTotal() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            StringBuilder items = new StringBuilder();
            BigDecimal total = BigDecimal.ZERO;
            for (int line = 0; line <= random.nextInt(5); line++) {
                BigDecimal price = BigDecimal.valueOf(random.nextInt(10_000_000), 2);
                total = total.add(price);
                items.append(line == 0 ? "" : ",").append("{\"total\":\"%s\",\"taxRate\":\"%s\"}".formatted(price, new int[] {0, 5, 19}[random.nextInt(3)]));
            }
            BigDecimal shipping = BigDecimal.valueOf(random.nextInt(2_000_000), 2);
            BigDecimal discount = BigDecimal.valueOf(random.nextInt(1_000), 2).min(total);
            ObjectNode split = split("{\"currency\":\"COP\",\"shipping\":\"%s\",\"discount\":\"%s\",\"rounding\":\"0.37\",\"items\":[%s]}"
                    .formatted(shipping, discount, items));
            BigDecimal sum = new BigDecimal(split.get("base").asText()).add(new BigDecimal(split.get("tax").asText())).add(new BigDecimal(split.get("exempt").asText()));
            assertThat(sum).isEqualByComparingTo(total.add(shipping).subtract(discount).add(new BigDecimal("0.37")));
        }
    }
}
