package org.checkoutbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    /** Tells whether it was closed. */
    private static final class Body extends ByteArrayInputStream {

        private boolean closed;

        Body(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void anAnswerIsReadAsUtf8AndClosed() throws IOException {
        Body body = new Body("señal");
        assertThat(AnswerReader.read(body, 6)).isEqualTo("señal");
        assertThat(body.closed).isTrue();
    }

    @Test
    void noBodyIsAnEmptyAnswer() throws IOException {
        assertThat(AnswerReader.read(null, 6)).isEmpty();
        assertThat(AnswerReader.read(new Body(""), 6)).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLongIsNoneAndNotReadToItsEnd() {
        Body body = new Body("señal" + "x".repeat(1_000));
        assertThatThrownBy(() -> AnswerReader.read(body, 6)).isInstanceOf(IOException.class).hasMessageContaining("6 bytes");
        assertThat(body.closed).isTrue();
        assertThat(body.available()).isEqualTo(999);
    }
}
