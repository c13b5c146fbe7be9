package dev.probity.port;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Who is connected, and for how long that may last without a request. Where there are too
 * many, who has said nothing for the longest time has to leave: whoever comes next is
 * answered in any case. Used by one thread.
 */
final class PortConnections {

	/**
	 * Many times the number of those who ask for probes.
	 */
	static final int MAX = 256;

	private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);

	private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(1);

	private final Ticker ticker;

	// in the order of the last answer, or of the arrival where there was none
	private final Map<SelectionKey, Entry> entries = new LinkedHashMap<>();

	PortConnections(Ticker ticker) {
		this.ticker = ticker;
	}

	void add(SelectionKey key, PortConnection connection) {
		if (this.entries.size() >= MAX) {
			closeOldest();
		}
		this.entries.put(key, new Entry(connection, deadline(HEAD_TIMEOUT)));
	}

	@Nullable PortConnection connection(SelectionKey key) {
		Entry entry = this.entries.get(key);
		return (entry != null) ? entry.connection() : null;
	}

	/**
	 * What has become of a connection.
	 */
	void proceeded(SelectionKey key, PortConnection connection, PortConnection.Progress progress) {
		switch (progress) {
			case WAITING -> {
			}
			case ANSWERED, ANSWERING, UNFINISHED -> {
				this.entries.remove(key);
				this.entries.put(key, new Entry(connection, deadline(IDLE_TIMEOUT)));
			}
			case LEAVING -> {
				// what it still sends does not keep it
				this.entries.computeIfPresent(key, (same, entry) -> entry.leaving() ? entry
						: new Entry(connection, deadline(LEAVE_TIMEOUT), true));
			}
			case OVER -> close(key);
		}
	}

	void close(SelectionKey key) {
		this.entries.remove(key);
		closeQuietly(key);
	}

	boolean closeOldest() {
		Iterator<SelectionKey> keys = this.entries.keySet().iterator();
		if (!keys.hasNext()) {
			return false;
		}
		SelectionKey oldest = keys.next();
		keys.remove();
		closeQuietly(oldest);
		return true;
	}

	void closeOverdue() {
		long now = this.ticker.read();
		this.entries.entrySet().removeIf((each) -> {
			boolean overdue = now - each.getValue().deadline() >= 0;
			if (overdue) {
				closeQuietly(each.getKey());
			}
			return overdue;
		});
	}

	void closeAll() {
		this.entries.keySet().forEach(PortConnections::closeQuietly);
		this.entries.clear();
	}

	int size() {
		return this.entries.size();
	}

	private long deadline(Duration timeout) {
		return this.ticker.read() + timeout.toNanos();
	}

	private static void closeQuietly(SelectionKey key) {
		try {
			// cancels the key as well
			key.channel().close();
		}
		catch (IOException ex) {
			// it is gone
		}
	}

	private record Entry(PortConnection connection, long deadline, boolean leaving) {

		Entry(PortConnection connection, long deadline) {
			this(connection, deadline, false);
		}

	}

}
