package dev.probity.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * The files that say why this container ends, each with a thread of its own, so that one
 * that hangs does not silence the other. Waiting for them, which has an end, is for those
 * after whom nobody might write any more. Thread-safe.
 */
final class ContainerFiles implements AutoCloseable {

	/**
	 * For the ledger at a start.
	 */
	static final Duration TO_OPEN = Duration.ofSeconds(2);

	/**
	 * For each at an end: both have to fit into the reserve of the sum of a shutdown.
	 */
	static final Duration TO_WRITE = Duration.ofSeconds(1);

	// with what is said of one that hangs
	private final Map<FileThread, String> threads = new LinkedHashMap<>();

	private final @Nullable TerminationMessage message;

	private final @Nullable Ledger ledger;

	ContainerFiles(@Nullable Path message, @Nullable Path ledger) {
		this.message = (message != null) ? message(message) : null;
		this.ledger = (ledger != null) ? ledger(ledger) : null;
	}

	private TerminationMessage message(Path file) {
		FileThread thread = new FileThread("probity-termination-message");
		this.threads.put(thread, late(file, ContainerSettings.MESSAGE));
		return new TerminationMessage(file, thread);
	}

	private @Nullable Ledger ledger(Path directory) {
		FileThread thread = new FileThread("probity-ledger");
		Ledger ledger = LedgerOpening.open(directory, thread, TO_OPEN);
		if (ledger == null) {
			thread.close();
			return null;
		}
		this.threads.put(thread, late(directory.resolve(Ledger.FILE), ContainerSettings.LEDGER));
		return ledger;
	}

	private static String late(Path file, String property) {
		return ("'%s' has not been written within %s, so it may not say why this process ended. Its volume hangs, or is "
				+ "slow: look after that, or have '%s' name another one.")
			.formatted(file, Durations.exact(TO_WRITE), property);
	}

	@Nullable TerminationMessage message() {
		return this.message;
	}

	@Nullable Ledger ledger() {
		return this.ledger;
	}

	/**
	 * Wait until they are written, but for one that hangs only once, and not for long.
	 */
	void await() {
		this.threads.forEach((thread, late) -> thread.await(TO_WRITE, () -> late));
	}

	/**
	 * Wait likewise, and have the threads end. What is written later is written as well.
	 */
	@Override
	public void close() {
		await();
		this.threads.keySet().forEach(FileThread::close);
	}

}
