package org.checkoutbridge.runtime;

/** The configuration is wrong: the message names the key, or the file and line, and what is expected. */
final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message);
    }
}
