package org.checkoutbridge.order;

import java.util.Optional;

/**
 * Shapes and check digits of the documents that identify a buyer (../domain/pagoseguro.md, section 6.2; AFIP's modulo 11 for
 * CUIT and CUIL).
 */
final class Identification {

    private static final int[] CUIT_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    private static final int[] NIT_WEIGHTS = {3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71};

    private Identification() {}

    /**
     * What is wrong with a document's number, or nothing.
     *
     * @param type DNI, CUIT, CUIL, CC, CE, NIT, PP, TI, or null when the ERP does not say
     */
    static Optional<String> problem(String type, String number) {
        String bare = number.replaceAll("[.\\s]", "");
        if (type == null) {
            return bare.matches("[A-Za-z0-9-]{4,20}") ? Optional.empty() : Optional.of("4 to 20 letters and digits are expected");
        }
        String digits = bare.replace("-", "");
        return switch (type) {
            case "DNI" -> expect(bare.matches("[1-9][0-9]{5,7}"), "a DNI has 6 to 8 digits");
            case "CUIT", "CUIL" -> !digits.matches("[0-9]{11}")
                    ? Optional.of("a " + type + " has 11 digits")
                    : expect(cuitDigit(digits) == digits.charAt(10) - '0', "the check digit is wrong");
            case "CC" -> expect(bare.matches("[1-9][0-9]{3,9}"), "a CC has 4 to 10 digits");
            case "CE" -> expect(bare.matches("[A-Za-z]{0,5}[0-9]{4,8}"), "a CE has 4 to 8 digits, after at most 5 letters");
            case "NIT" -> nit(bare);
            case "PP" -> expect(bare.matches("[A-Za-z0-9]{4,16}"), "a passport has 4 to 16 letters and digits");
            case "TI" -> expect(bare.matches("[0-9]{5,12}"), "a TI has 5 to 12 digits");
            default -> Optional.of("this kind of document is not known");
        };
    }

    /** A NIT may come with its check digit, after a hyphen. */
    private static Optional<String> nit(String number) {
        if (!number.matches("[1-9][0-9]{6,9}(-[0-9])?")) {
            return Optional.of("a NIT has 7 to 10 digits, and after a hyphen a check digit");
        }
        int hyphen = number.indexOf('-');
        if (hyphen < 0) {
            return Optional.empty();
        }
        return expect(nitDigit(number.substring(0, hyphen)) == number.charAt(hyphen + 1) - '0', "the check digit is wrong");
    }

    private static Optional<String> expect(boolean fits, String otherwise) {
        return fits ? Optional.empty() : Optional.of(otherwise);
    }

    private static int cuitDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < CUIT_WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * CUIT_WEIGHTS[i];
        }
        int digit = 11 - sum % 11;
        return digit == 11 ? 0 : digit == 10 ? -1 : digit;
    }

    private static int nitDigit(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            sum += (number.charAt(number.length() - 1 - i) - '0') * NIT_WEIGHTS[i];
        }
        int rest = sum % 11;
        return rest < 2 ? rest : 11 - rest;
    }
}
