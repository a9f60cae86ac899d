package org.checkoutbridge.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartFailureTest {

    @Test
    void aWrongConfigurationSpeaksForItself() {
        assertThat(StartFailure.message(new RuntimeException("route failed", new ConfigurationException("erp.api-key has no value"))))
                .isEqualTo("erp.api-key has no value");
    }

    @Test
    void messagesAreToldOnceFromTheOutermostInwards() {
        Exception innermost = new IllegalArgumentException("fold.csv, line 3: no such standing");
        assertThat(StartFailure.message(new RuntimeException("cannot create bean payments", new IllegalStateException(innermost))))
                .isEqualTo("cannot create bean payments\n  because: java.lang.IllegalArgumentException: fold.csv, line 3: no such standing");
        assertThat(StartFailure.message(new RuntimeException("a", new RuntimeException("a")))).isEqualTo("a");
    }

    @Test
    void aFailureWithoutWordsIsNamed() {
        assertThat(StartFailure.message(new NullPointerException())).isEqualTo("NullPointerException");
    }

    @Test
    void aRingOfCausesEnds() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        assertThat(StartFailure.message(two)).contains("one", "two");
    }
}
