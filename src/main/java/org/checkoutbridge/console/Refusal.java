package org.checkoutbridge.console;

/** Why a person's request to the console is not done. Thrown where the reason is found, shown as a page by the one owner of errors. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String word;

    Refusal(int status, String word) {
        super(word, null, false, false);
        this.status = status;
        this.word = word;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** Which words say why. */
    public String word() {
        return word;
    }
}
