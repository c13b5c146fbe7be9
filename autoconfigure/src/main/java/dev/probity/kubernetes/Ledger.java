package dev.probity.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.lifecycle.PastEnd;
import dev.probity.lifecycle.RestartHistory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Remembers the last ends of the container in a directory that outlives it. The process
 * that is running has the last line, which says that it was killed until it says
 * something else itself. What cannot be read is passed over, what cannot be written is
 * logged once. Thread-safe.
 */
final class Ledger implements RestartHistory {

	static final String FILE = "probity-ledger";

	static final int MOST_ENDS = 20;

	private static final int LONGEST_FILE = 256 * 1024;

	private static final Log logger = LogFactory.getLog(Ledger.class);

	private final Path file;

	private final InstantSource clock;

	private final Executor writer;

	private final Instant begun;

	private final List<Run> past;

	private final List<PastEnd> ends;

	private boolean failed;

	private Ledger(Path file, InstantSource clock, Executor writer, List<Run> past) {
		this.file = file;
		this.clock = clock;
		this.writer = writer;
		this.begun = clock.instant();
		this.past = past;
		this.ends = ends(past, this.begun);
	}

	/**
	 * Open the ledger, and enter that a process has begun, both on this thread.
	 * @param directory where it is; not created, since what is not there outlives nothing
	 * @param writer enters what comes later, in its time; it may pass over all but what
	 * comes last, which is all that counts
	 */
	static Ledger open(Path directory, InstantSource clock, Executor writer) {
		Path file = directory.resolve(FILE);
		List<Run> past = read(file);
		Ledger ledger = new Ledger(file, clock, writer,
				past.subList(Math.max(0, past.size() - MOST_ENDS), past.size()));
		ledger.replace(Run.begun(ledger.begun));
		return ledger;
	}

	private static List<Run> read(Path file) {
		try {
			if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
				return List.of();
			}
			return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines()
				.map(Run::parse)
				.filter(Objects::nonNull)
				.toList();
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("The ledger '%s' cannot be read, so earlier restarts are not known: %s".formatted(file, ex));
			return List.of();
		}
	}

	private static List<PastEnd> ends(List<Run> past, Instant begun) {
		List<PastEnd> ends = new ArrayList<>();
		for (int i = 0; i < past.size(); i++) {
			Instant next = (i + 1 < past.size()) ? past.get(i + 1).started() : begun;
			Run run = past.get(i);
			ends.add(new PastEnd(run.end(next), run.reason(), run.uptime(next), run.words()));
		}
		Collections.reverse(ends);
		return List.copyOf(ends);
	}

	@Override
	public List<PastEnd> ends() {
		return this.ends;
	}

	/**
	 * Those of the past, oldest first.
	 */
	List<Run> past() {
		return this.past;
	}

	/**
	 * When this process began.
	 */
	Instant begun() {
		return this.begun;
	}

	/**
	 * Enter why this process ends, should it end now.
	 */
	void end(String reason, Duration held, String words) {
		enter(new Run(this.begun, this.clock.instant(), reason, held, words));
	}

	/**
	 * Enter that it does not end.
	 */
	void goOn() {
		enter(Run.begun(this.begun));
	}

	private void enter(Run current) {
		this.writer.execute(() -> replace(current));
	}

	private synchronized void replace(Run current) {
		String lines = Stream.concat(this.past.stream(), Stream.of(current))
			.map((run) -> run.line() + "\n")
			.collect(Collectors.joining());
		Path next = this.file.resolveSibling(FILE + ".next");
		try {
			Files.writeString(next, lines);
			Files.move(next, this.file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
			this.failed = false;
		}
		catch (IOException | RuntimeException ex) {
			if (!this.failed) {
				this.failed = true;
				logger.warn(("The ledger '%s' cannot be written, so the next process will not know why this one ended: "
						+ "%s. Mount an emptyDir there that the application may write to, or correct '%s'.")
					.formatted(this.file, ex, ContainerSettings.LEDGER));
			}
		}
	}

}
