package org.checkoutbridge.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of buyers, by shape and check digit (../domain/pagoseguro.md, section 6.2). */
class IdentificationTest {

    @ParameterizedTest
    @CsvSource({
        "DNI, 123456", "DNI, 30123456", "DNI, 30.123.456", "DNI, 30 123 456",
        // tax numbers that their owners publish: Banco de la Nación, AFIP, and one with check digit 0
        "CUIT, 30-50001091-2", "CUIT, 33693450239", "CUIT, 20-00000006-0", "CUIL, 20-30123456-3", "CUIL, 20301234563",
        "CC, 1234", "CC, 1020304050", "CC, 1.020.304.050",
        "CE, 1234", "CE, 12345678", "CE, E123456", "CE, ABCDE1234",
        // Bancolombia, DIAN, Banco Popular, and small ones with check digits 0 and 1
        "NIT, 890903938-8", "NIT, 800.197.268-4", "NIT, 860007738-9", "NIT, 890903938", "NIT, 1020304",
        "PP, AAB123456", "PP, 1234", "TI, 12345", "TI, 102030405060",
        ", 30123456", ", AB-1234", ", 20-30123456-3"})
    void whatIsRightIsTaken(String type, String number) {
        assertThat(Identification.problem(type, number)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DNI, 12345", "DNI, 123456789", "DNI, 01234567", "DNI, M1234567", "DNI, -1234567", "DNI, ٣٠١٢٣٤٥٦",
        "CUIT, 30-50001091-3", "CUIT, 30-50001901-2", "CUIT, 3050001091", "CUIT, 305000109122", "CUIT, 3A-50001091-2", "CUIL, 20-30123456-0",
        "CC, 123", "CC, 12345678901", "CC, 0123456", "CC, 10203O4",
        "CE, 123", "CE, 123456789", "CE, ABCDEF1234", "CE, 12E34",
        "NIT, 890903938-7", "NIT, 809903938-8", "NIT, 890903938-", "NIT, 890903938-88", "NIT, 8909-03938", "NIT, 123456", "NIT, 0890903938",
        "PP, 123", "PP, AAB-123456", "PP, ABCDEFGHIJKLMNOPQ", "TI, 1234", "TI, 1234567890123", "TI, A12345",
        ", 123", ", 123456789012345678901", ", 30123456;", ", '   '"})
    void whatIsWrongIsRefusedWithoutRepeatingIt(String type, String number) {
        assertThat(Identification.problem(type, number)).hasValueSatisfying(problem -> assertThat(problem).doesNotContain(number));
    }

    /** Modulo 11 gives 10 for some numbers: those are never handed out. */
    @Test
    void aTaxNumberWithoutACheckDigitIsNone() {
        for (int digit = 0; digit <= 9; digit++) {
            assertThat(Identification.problem("CUIT", "20-00000001-" + digit)).isPresent();
        }
    }

    @Test
    void exactlyOneCheckDigitFitsANit() {
        for (int number = 8_000_000; number < 8_000_050; number++) {
            int fitting = 0;
            for (int digit = 0; digit <= 9; digit++) {
                fitting += Identification.problem("NIT", number + "-" + digit).isEmpty() ? 1 : 0;
            }
            assertThat(fitting).as("%s", number).isEqualTo(1);
        }
    }

    @Test
    void anUnknownKindIsRefused() {
        assertThat(Identification.problem("LE", "1234567")).isPresent();
    }
}
