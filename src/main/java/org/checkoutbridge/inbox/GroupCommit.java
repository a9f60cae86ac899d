package org.checkoutbridge.inbox;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores messages, all that wait at a moment in one transaction (group commit). There is no fixed delay: a lone message is stored at
 * once, and those that come meanwhile are the next group. What is told to be stored is on disk.
 *
 * <p>A group that fails for its content is stored row by row, so that one bad row takes nobody with it. While the database is away
 * everything is refused at once.
 *
 * @param <T> who waits for it
 */
final class GroupCommit<T> implements AutoCloseable {

    /**
     * A message and who waits for its being stored.
     *
     * @param since {@link System#nanoTime}
     */
    record Waiting<T>(Message message, T sender, long since) {}

    /** What became of a group: those that are on disk, and those that are not and may come again. */
    record Outcome<T>(List<Waiting<T>> stored, List<Waiting<T>> refused, int repeats) {}

    private static final Logger LOG = LoggerFactory.getLogger("org.checkoutbridge.inbox");
    private static final long PROBE_MILLIS = 500;

    private final BlockingQueue<Waiting<T>> queue;
    private final int groupSize;
    private final InboxTable table;
    private final Consumer<Outcome<T>> answer;
    private final Thread committer;
    private volatile boolean closing;
    private volatile boolean away;

    /**
     * @param capacity how many may wait; more are refused
     * @param groupSize how many are stored at once
     * @param answer told of every group, by the committing thread: it may not wait
     */
    GroupCommit(InboxTable table, int capacity, int groupSize, Consumer<Outcome<T>> answer) {
        this.table = table;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.groupSize = groupSize;
        this.answer = answer;
        this.committer = new Thread(this::commitGroups, "inbox-commit");
    }

    void start() {
        committer.start();
    }

    /** @return false when it cannot be stored now: too many wait, or the database is away */
    boolean offer(Message message, T sender) {
        return !away && !closing && queue.offer(new Waiting<>(message, sender, System.nanoTime()));
    }

    int waiting() {
        return queue.size();
    }

    private void commitGroups() {
        List<Waiting<T>> group = new ArrayList<>(groupSize);
        while (!closing || !queue.isEmpty()) {
            try {
                Waiting<T> first = queue.poll(PROBE_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    away = away && !table.reachable();
                    continue;
                }
                group.add(first);
                queue.drainTo(group, groupSize - 1);
                answer.accept(stored(List.copyOf(group)));
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException e) {
                LOG.error("a group of messages was not answered ({})", e.getClass().getSimpleName());
            } finally {
                group.clear();
            }
        }
        table.close();
    }

    private Outcome<T> stored(List<Waiting<T>> group) {
        try {
            int fresh = table.insert(messages(group));
            away = false;
            return new Outcome<>(group, List.of(), group.size() - fresh);
        } catch (SQLException e) {
            return failed(group, e);
        }
    }

    private Outcome<T> failed(List<Waiting<T>> group, SQLException why) {
        if (!InboxTable.aboutContent(why)) {
            if (!away) {
                LOG.error("messages cannot be stored: the database failed us ({})", why.getSQLState());
            }
            away = true;
            List<Waiting<T>> all = new ArrayList<>(group);
            queue.drainTo(all); // who waits behind them would wait for an attempt to connect each
            return new Outcome<>(List.of(), all, 0);
        }
        List<Waiting<T>> stored = new ArrayList<>();
        List<Waiting<T>> refused = new ArrayList<>();
        int repeats = 0;
        for (Waiting<T> one : group) {
            try {
                repeats += 1 - table.insert(List.of(one.message()));
                stored.add(one);
            } catch (SQLException e) {
                LOG.error("a message of {} cannot be stored ({})", one.message().gateway(), e.getSQLState());
                refused.add(one);
            }
        }
        return new Outcome<>(stored, refused, repeats);
    }

    private List<Message> messages(List<Waiting<T>> group) {
        return group.stream().map(Waiting::message).toList();
    }

    /** Stores what waits, takes nothing more, and ends. */
    @Override
    public void close() {
        closing = true;
        try {
            committer.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Waiting<T>> left = new ArrayList<>();
        if (queue.drainTo(left) > 0) { // offered at the last moment, or the database does not answer
            answer.accept(new Outcome<>(List.of(), left, 0));
        }
    }
}
