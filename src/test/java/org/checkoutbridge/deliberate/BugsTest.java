package org.checkoutbridge.deliberate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of deliberate bugs keeps up with the files and the tests that it names. */
class BugsTest {

    static Stream<Bug> bugs() throws IOException {
        return Bug.all();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void canStillBeApplied(Bug bug) throws Exception {
        assertThat(Files.readString(Path.of(bug.file()))).contains(bug.right());
        String[] test = bug.test().split("#");
        assertThat(Class.forName(test[0]).getDeclaredMethods()).extracting("name").contains(test[1]);
    }
}
