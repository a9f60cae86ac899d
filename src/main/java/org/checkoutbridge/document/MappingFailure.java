package org.checkoutbridge.document;

/**
 * A mapping or a template does not fit what it was given. The message names it and says why, without the values: it is for whoever
 * edits the file.
 */
public final class MappingFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param said the library's words; what stands in parentheses there is data, and is left out */
    public MappingFailure(String name, String said) {
        super(name + ": " + (said == null ? "failed" : said.replaceAll("\\([^)]*\\)", "(…)")));
    }
}
