package org.checkoutbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of people who may sign in. */
class UsersTest {

    private static final String HASH = Passwords.hash("correct horse");

    @TempDir
    Path folder;

    private String table(String... lines) throws IOException {
        return Files.writeString(folder.resolve("users.csv"), "user, role, password\n" + String.join("\n", lines) + "\n").toString();
    }

    @Test
    void whoStandsInItIsKnownByThePassword() throws IOException {
        Users users = new Users(table("ana, operator, " + HASH, "leo, viewer, " + HASH.replace("$2a$", "$2y$")));
        assertThat(users.known("ana", "correct horse").operator()).isTrue();
        assertThat(users.known("leo", "correct horse").operator()).isFalse();
        assertThat(users.known("ana", "wrong horse")).isNull();
        assertThat(users.known("ana", "")).isNull();
        assertThat(users.known("ana", "x".repeat(73))).isNull();
        assertThat(users.known("eve", "correct horse")).isNull();
    }

    @Test
    void whoIsStruckOutIsOutAtOnce() throws IOException {
        Users users = new Users(table("ana, operator, " + HASH));
        assertThat(users.named("ana")).isNotNull();
        table("leo, viewer, " + HASH);
        assertThat(users.named("ana")).isNull();
        assertThat(users.named("leo")).isNotNull();
    }

    @Test
    void withoutATableThereIsNobody() {
        assertThat(new Users("").known("ana", "correct horse")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'ana, operator, secret', a bcrypt hash", "'ana, admin, HASH', a role is one of", "'a|b, viewer, HASH', a user is named", "'ana, viewer', 2 cells"})
    void aWrongLineIsNamed(String line, String message) throws IOException {
        String file = table(line.replace("HASH", HASH));
        assertThatThrownBy(() -> new Users(file)).hasMessageContaining("users.csv, line 2").hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short"})
    void aPasswordHasALength(String password) {
        assertThatThrownBy(() -> Passwords.hash(password)).isInstanceOf(IllegalArgumentException.class);
    }
}
