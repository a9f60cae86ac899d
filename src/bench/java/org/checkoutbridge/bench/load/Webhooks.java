package org.checkoutbridge.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Messages of the platform about one payment of each checkout, as forms of {@value #BODY_BYTES} bytes, each of them new. In the
 * first round over the checkouts their payments begin, in the second they are reviewed, from the third on they are paid. A message is a
 * number and everything else follows from that.
 */
public final class Webhooks implements Requests {

    public static final int BODY_BYTES = 2_400;
    /** Where in a body its number stands, counted from 1, and in how many digits. */
    public static final int NUMBER_AT = 6;
    public static final int NUMBER_DIGITS = 12;
    /** The rounds: begun, in review, paid. */
    public static final int BEGUN = 0;
    public static final int PAID = 2;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String[] STATUSES = {"1", "100", "200"};
    private static final int FORGED = -1;
    private static final int RECENT = 5_000;

    private final byte[][][] wholes;
    private final int[] bodyStarts;
    private final int[] signatureEnds;
    private final int first;
    private final int stage;
    private final BitSet acknowledged = new BitSet();
    private final SplittableRandom random = new SplittableRandom(7);
    private double repeated;
    private double forged;
    private int sent;
    private long repeats;
    private long forgeries;

    /**
     * @param address of a reference: the path that its messages go to
     * @param first the first message's number: messages with other numbers are other messages
     * @param stage with which round it begins
     */
    public Webhooks(List<String> references, UnaryOperator<String> address, int first, int stage) {
        this(references, address, first, stage, FORM);
    }

    /** @param contentType what they say of themselves; they are forms all the same */
    public Webhooks(List<String> references, UnaryOperator<String> address, int first, int stage, String contentType) {
        this.first = first;
        this.stage = stage;
        this.wholes = new byte[references.size()][STATUSES.length][];
        this.bodyStarts = new int[references.size()];
        this.signatureEnds = new int[references.size()];
        for (int i = 0; i < references.size(); i++) {
            String line = "POST " + address.apply(references.get(i));
            String head = line + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                    + BODY_BYTES + "\r\n\r\n";
            bodyStarts[i] = head.length();
            signatureEnds[i] = line.length() - 1;
            for (int round = stage; round < STATUSES.length; round++) {
                wholes[i][round] = (head + body(references.get(i), round)).getBytes(StandardCharsets.US_ASCII);
            }
        }
    }

    /** A storm: shares of messages that were sent before, and of wrong signatures. */
    public Webhooks with(double repeatedShare, double forgedShare) {
        this.repeated = repeatedShare;
        this.forged = forgedShare;
        return this;
    }

    /** A message's body, with the number 0. */
    public static String body(String reference, int round) {
        String minute = "2026-03-01T12%3A0" + round + "%3A00.000Z";
        String form = "call=" + "0".repeat(NUMBER_DIGITS) + "&type=checkout&data[result]=true&data[view][type]=card"
                + "&data[payment][id]=OP-" + reference + "&data[payment][operation][type]=payment.v2"
                + "&data[payment][status][code]=" + STATUSES[round] + "&data[payment][status][text]=Estado&data[payment][status][message]=Mensaje"
                + "&data[payment][total]=18450.50&data[payment][currency][code]=ARS&data[payment][currency][symbol]=%24"
                + "&data[payment][created]=2026-03-01T12%3A00%3A00.000Z&data[payment][updated]=" + minute
                + "&data[payment][reference]=" + reference + "&data[payment][source][name]=Visa&data[payment][source][type]=card"
                + "&data[payment][source][reference]=visa&data[payment][source][number]=450799******4417"
                + "&data[payment][source][installment][count]=1&data[payment][source][transaction][authorizationCode]=836158"
                + "&data[checkout][uid]=CHK-" + reference + "&data[checkout][total]=18450.50&data[checkout][currency]=ARS"
                + "&data[customer][name]=Maria+Jose+Pena&data[customer][email]=mariajose.pena%40example.com"
                + "&data[customer][identification]=30123456&data[context][userAgent]=";
        form = form.replace("[", "%5B").replace("]", "%5D");
        return form + browser(reference, BODY_BYTES - form.length());
    }

    /** What a browser says of itself, that compresses no better than that does. */
    private static String browser(String reference, int length) {
        SplittableRandom words = new SplittableRandom(reference.hashCode());
        StringBuilder text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(Long.toString(words.nextLong(1L << 40), 36)).append("_5.0+");
        }
        return text.substring(0, length);
    }

    @Override
    public int next(ByteBuffer to) {
        double chance = forged + repeated > 0 ? random.nextDouble() : 1;
        if (chance < forged) {
            forgeries++;
            write(to, sent);
            int at = signatureEnds[sent % wholes.length] - 5;
            to.put(at, (byte) (to.get(at) == 'A' ? 'B' : 'A'));
            return FORGED;
        }
        if (chance < forged + repeated && sent > RECENT) {
            repeats++;
            int again = sent - 1 - random.nextInt(RECENT);
            write(to, again);
            return again;
        }
        write(to, sent);
        return sent++;
    }

    private void write(ByteBuffer to, int message) {
        int checkout = message % wholes.length;
        to.put(wholes[checkout][Math.min(PAID, stage + message / wholes.length)]);
        int at = bodyStarts[checkout] + NUMBER_AT - 1 + NUMBER_DIGITS;
        for (int rest = first + message; rest > 0; rest /= 10) {
            to.put(--at, (byte) ('0' + rest % 10));
        }
    }

    @Override
    public void answered(int request, int status) {
        if (status == 200 && request != FORGED) {
            acknowledged.set(request);
        }
    }

    /** The numbers of the messages that were answered with 200, less the first's. */
    public BitSet acknowledged() {
        return acknowledged;
    }

    public int first() {
        return first;
    }

    /** The number that is free after these. */
    public int end() {
        return first + sent;
    }

    public long repeats() {
        return repeats;
    }

    public long forgeries() {
        return forgeries;
    }
}
