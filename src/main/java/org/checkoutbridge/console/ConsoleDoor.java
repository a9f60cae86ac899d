package org.checkoutbridge.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.checkoutbridge.http.RequestReader;

/**
 * The console's door: who is there, and whether a form is one that this person was given. What a signed-in browser holds is a cookie that
 * names the person and the end of the session, under a signature that also covers the person's password as it is now: nothing is kept
 * here, so that every replica knows it, and who is struck out of the file is out.
 */
public final class ConsoleDoor {

    private static final String SESSION = "console-session";
    private static final String LANGUAGE = "console-language";

    private final Users users;
    private final Tokens tokens;
    private final Secret sessions;
    private final Secret forms;
    private final Duration length;
    private final String language;
    private final Tries tries = new Tries();

    /**
     * @param signingKeys comma separated; the first signs sessions
     * @param usersFile see {@link Users}
     * @param jwt as {@link Tokens} has them: keys, issuer, audience, role claim
     * @param sessionMillis how long somebody stays signed in
     * @param locale of the site: the language of a browser that asks for none of ours
     */
    public ConsoleDoor(String signingKeys, String usersFile, String jwtKeys, String jwtIssuer, String jwtAudience, String jwtRoleClaim,
            long sessionMillis, String locale) {
        String key = signingKeys.split(",")[0].trim();
        this.users = new Users(usersFile);
        this.tokens = new Tokens(jwtKeys, jwtIssuer, jwtAudience, jwtRoleClaim);
        this.sessions = new Secret(key, "console session");
        this.forms = new Secret(key, "console form");
        this.length = Duration.ofMillis(sessionMillis);
        this.language = locale.startsWith("es") ? "es" : "en";
    }

    /**
     * Who is there.
     *
     * @return {@code name}, {@code operator}, {@code form} (to be sent back with every form), {@code signed_in} by password, and
     *     {@code language}; and the request's {@code query}
     * @throws Refusal 401 if nobody that we know
     */
    public Map<String, Object> admit(HttpServerRequest request) throws Refusal {
        Person person = tokens.bearer(request.getHeader("Authorization"));
        String session = "token";
        if (person == null) {
            session = value(request, SESSION);
            person = session == null ? null : signedIn(session);
        }
        if (person == null) {
            RequestReader.forget(request);
            throw new Refusal(401, "sign-in");
        }
        Map<String, Object> there = new HashMap<>(visitor(request));
        there.put("name", person.name());
        there.put("operator", person.operator());
        there.put("signed_in", !session.equals("token"));
        there.put("form", forms.mac(person.name(), person.role(), session));
        return there;
    }

    /** What is known of somebody who is not signed in: the {@code language}, and the request's {@code query}. */
    public Map<String, Object> visitor(HttpServerRequest request) {
        Map<String, String> query = new HashMap<>();
        request.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
        return Map.of("language", language(request), "query", query);
    }

    /**
     * Holds an act to who may do it.
     *
     * @throws Refusal 403 for a viewer, or a form that this person was not given or that comes from another site
     */
    public void requireAct(HttpServerRequest request, Map<String, Object> person, Map<String, Object> form) throws Refusal {
        requireForm(request, person, form);
        if (!Boolean.TRUE.equals(person.get("operator"))) {
            throw new Refusal(403, "viewer");
        }
    }

    /** As {@link #requireAct}, of what viewers may do, too. */
    public void requireForm(HttpServerRequest request, Map<String, Object> person, Map<String, Object> form) throws Refusal {
        requireOwnSite(request);
        Object given = form.get("form");
        if (!(given instanceof String token) || !same(token, (String) person.get("form"))) {
            throw new Refusal(403, "forged");
        }
    }

    /** A browser says where a form comes from; one that is too old to say so plainly says at least which site it is of. */
    private static void requireOwnSite(HttpServerRequest request) throws Refusal {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean own = site != null ? "same-origin".equals(site) || "none".equals(site)
                : origin == null || origin.replaceFirst("^https?://", "").equals(String.valueOf(request.authority()));
        if (!own) {
            throw new Refusal(403, "forged");
        }
    }

    /**
     * Lets somebody in.
     *
     * @return the cookie of the session, as {@code Set-Cookie} has it
     * @throws Refusal 403 if name and password do not fit, or did not too often
     */
    public String signIn(HttpServerRequest request, Map<String, Object> form) throws Refusal {
        requireOwnSite(request);
        String name = form.get("name") instanceof String text ? text.trim() : "";
        String password = form.get("password") instanceof String text ? text : "";
        if (tries.resting(name)) {
            throw new Refusal(403, "unknown");
        }
        Person person = users.known(name, password);
        tries.note(name, person != null);
        if (person == null) {
            throw new Refusal(403, "unknown");
        }
        String ends = Long.toString(Instant.now().plus(length).getEpochSecond());
        String claim = person.name() + "|" + ends + "|" + UUID.randomUUID();
        return cookie(request, SESSION, claim + "|" + sessions.mac(claim, person.stamp()), length.toSeconds());
    }

    /** The cookie that ends a session. */
    public String signOut(HttpServerRequest request) {
        return cookie(request, SESSION, "", 0);
    }

    /** The cookie that remembers a language. */
    public String speak(HttpServerRequest request, Map<String, Object> form) {
        return cookie(request, LANGUAGE, "es".equals(form.get("language")) ? "es" : "en", Duration.ofDays(365).toSeconds());
    }

    private Person signedIn(String session) {
        String[] parts = session.split("\\|", -1);
        if (parts.length != 4 || !parts[1].matches("[0-9]{1,12}") || Instant.now().getEpochSecond() >= Long.parseLong(parts[1])) {
            return null;
        }
        Person person = users.named(parts[0]);
        String claim = parts[0] + "|" + parts[1] + "|" + parts[2];
        return person != null && same(parts[3], sessions.mac(claim, person.stamp())) ? person : null;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(HttpServerRequest request, String name) {
        Cookie cookie = request.getCookie(name);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    private String language(HttpServerRequest request) {
        String chosen = value(request, LANGUAGE);
        String asked = chosen != null ? chosen : String.valueOf(request.getHeader("Accept-Language"));
        return asked.startsWith("es") ? "es" : asked.startsWith("en") ? "en" : language;
    }

    private static String cookie(HttpServerRequest request, String name, String value, long seconds) {
        boolean secure = request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return name + "=" + value + "; Path=/console; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}
