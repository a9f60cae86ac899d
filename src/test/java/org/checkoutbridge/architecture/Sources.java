package org.checkoutbridge.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's files as text. */
final class Sources {

    private Sources() {}

    /** Files below a folder whose names end so, in order. */
    static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** All files below the folders with one of these endings, one after the other. */
    static String text(List<String> folders, String... endings) {
        return folders.stream()
                .flatMap(folder -> Stream.of(endings).flatMap(ending -> files(folder, ending).stream()))
                .map(Sources::text)
                .collect(Collectors.joining("\n"));
    }

    /** What the expression's first group matches, wherever it matches. */
    static Set<String> matches(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Properties properties(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return properties;
    }

    /** What is in the first set and not in the second. */
    static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
