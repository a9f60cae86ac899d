package org.checkoutbridge.console;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.checkoutbridge.document.Table;

/**
 * Who may sign in with a password: a table of people with the columns {@code user}, {@code role} and {@code password}, a bcrypt hash (as in
 * {@code users.csv} of the sandbox). The file is read again at every look, so that a person who is struck out is out at once.
 */
final class Users {

    /** What is compared with when there is nobody of the name, so that it takes as long. */
    private static final String NOBODY = Passwords.hash("there is nobody");

    private final Path file;

    /**
     * @param file empty: nobody
     * @throws IllegalArgumentException naming file and line, if the table is wrong
     */
    Users(String file) {
        this.file = file.isBlank() ? null : Path.of(file.trim());
        read();
    }

    private Map<String, Table.Row> read() {
        Map<String, Table.Row> users = new LinkedHashMap<>();
        if (file == null) {
            return users;
        }
        for (Table.Row row : Table.read(file, "user", "role", "password").rows()) {
            String name = row.get("user");
            if (!Person.soundName(name) || users.put(name, row) != null) {
                throw row.wrong("a user is named once, by 1 to 64 of A-Z a-z 0-9 . _ @ -");
            }
            if (!Person.ROLES.contains(row.get("role"))) {
                throw row.wrong("a role is one of " + String.join(", ", Person.ROLES));
            }
            if (!row.get("password").matches("\\$2[aby]\\$(0[89]|1[0-9])\\$[./A-Za-z0-9]{53}")) {
                throw row.wrong("a password is a bcrypt hash with a cost of 8 at least (htpasswd -nB)");
            }
        }
        return users;
    }

    /** The person of this name and password, or null. Takes as long for every wrong one. */
    Person known(String name, String password) {
        Table.Row row = read().get(name);
        boolean right = Passwords.right(password, row == null ? NOBODY : row.get("password"));
        return right && row != null ? person(row) : null;
    }

    /** The person of this name as the file has it now, or null. */
    Person named(String name) {
        Table.Row row = read().get(name);
        return row == null ? null : person(row);
    }

    private static Person person(Table.Row row) {
        return new Person(row.get("user"), row.get("role"), row.get("password"));
    }
}
