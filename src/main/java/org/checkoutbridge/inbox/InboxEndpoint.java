package org.checkoutbridge.inbox;

import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * An HTTP address that stores what is posted to it before it answers, and a route that reads what is stored. A request that is
 * authentic is answered with 200 when it is on disk; 401, 413, 415 and 400 are refusals, 503 asks to come again.
 *
 * <p>The route gets an exchange for each <em>lane</em> (the messages of one gateway and reference) in which something is unread, as
 * the variable {@code lane}; of one lane at most one at a time in this process. It claims the messages in its own transaction, and
 * sets {@code more} to true when it has left some. A route that ends with an exception, or sees no more, is started again for the
 * lane when something new has come, or when {@code unread} names it.
 */
public final class InboxEndpoint extends DefaultEndpoint {

    private final String path;
    private int port;
    private Door door;
    private DataSource database;
    private String statement;
    private String unread;
    private String mediaTypes = "application/json";
    private int maxBytes = 262_144;
    private int capacity = 2_000;
    private int groupSize = 128;
    private int concurrentConsumers = 8;
    private int rushPerSecond = 2_000;
    private long rehearsalMillis = 1_000;

    InboxEndpoint(String uri, Component component, String path) {
        super(uri, component);
        this.path = path;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        InboxConsumer consumer = new InboxConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("nothing is sent to an inbox but over HTTP");
    }

    /** As the router writes it: {@code {name}} is {@code :name}. */
    String address() {
        return "/" + path.replaceAll("\\{(\\w+)}", ":$1");
    }

    int port() {
        return port;
    }

    /** The port of the public HTTP server. */
    public void setPort(int port) {
        this.port = port;
    }

    Door door() {
        return door;
    }

    /** Whose messages are let in. */
    public void setDoor(Door door) {
        this.door = door;
    }

    DataSource database() {
        return database;
    }

    public void setDatabase(DataSource database) {
        this.database = database;
    }

    String statement() {
        return statement;
    }

    /** A resource with the statement that stores messages (see {@link InboxTable}). */
    public void setStatement(String statement) {
        this.statement = statement;
    }

    String unread() {
        return unread;
    }

    /** An endpoint that answers with a list of lanes in which something is due to be read. */
    public void setUnread(String unread) {
        this.unread = unread;
    }

    List<String> mediaTypes() {
        return List.of(mediaTypes.split(","));
    }

    /** What is accepted, comma separated. */
    public void setMediaTypes(String mediaTypes) {
        this.mediaTypes = mediaTypes;
    }

    int maxBytes() {
        return maxBytes;
    }

    /** A larger body is refused while it is still being read. */
    public void setMaxBytes(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    int capacity() {
        return capacity;
    }

    /** How many requests may wait to be stored; more are asked to come again. */
    public void setCapacity(int capacity) {
        this.capacity = capacity;
    }

    int groupSize() {
        return groupSize;
    }

    /** How many messages one transaction stores at most; 1 switches group commit off. */
    public void setGroupSize(int groupSize) {
        this.groupSize = groupSize;
    }

    int concurrentConsumers() {
        return concurrentConsumers;
    }

    /** How many lanes are read at a time. */
    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    int rushPerSecond() {
        return rushPerSecond;
    }

    /** When more than so many messages a second are stored, reading goes slow, so that senders are answered soon. */
    public void setRushPerSecond(int rushPerSecond) {
        this.rushPerSecond = rushPerSecond;
    }

    long rehearsalMillis() {
        return rehearsalMillis;
    }

    /** How long the program's start takes longer, in milliseconds, so that the first burst is served as the later ones are. */
    public void setRehearsalMillis(long rehearsalMillis) {
        this.rehearsalMillis = rehearsalMillis;
    }
}
