package dev.probity.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.probity.engine.CheckMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.PastEnd;
import dev.probity.lifecycle.RestartPause;
import dev.probity.probe.Probes;
import dev.probity.settings.LivenessFailureAction;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The container of this process, from the start of the application to its end.
 * Thread-safe.
 */
final class Container {

	private static final Log logger = LogFactory.getLog(Container.class);

	private static final Duration RECENTLY = Duration.ofHours(1);

	private final ContainerFiles files;

	private final Map<String, RestartPause> pauses;

	private final ContainerEnd end;

	private final ShutdownWords words;

	private final @Nullable LivenessExit exit;

	private final Ticker ticker;

	// guarded by "this"
	private @Nullable EndWatch watch;

	private volatile Runnable look = () -> {
	};

	private Container(ContainerSettings settings, ContainerFiles files, Ticker ticker) {
		this.files = files;
		this.ticker = ticker;
		Ledger ledger = files.ledger();
		this.pauses = (ledger != null) ? RestartsInVain.pauses(ledger.past(), ledger.begun(), ticker.read()) : Map.of();
		this.end = new ContainerEnd(files.message(), ledger, recently(ledger), ticker);
		this.words = new ShutdownWords(this.end, ticker);
		this.exit = (settings.onFailure() == LivenessFailureAction.EXIT)
				? new LivenessExit(settings.grace(), this::exit, ticker) : null;
	}

	/**
	 * Begin, and log what is known of the ends of earlier processes.
	 */
	static Container begin(ContainerSettings settings, Ticker ticker) {
		Container container = new Container(settings, new ContainerFiles(settings.message(), settings.ledger()),
				ticker);
		container.logRestarts();
		return container;
	}

	private void logRestarts() {
		Ledger ledger = ledger();
		String recently = recently(ledger);
		if (ledger != null && !recently.isEmpty()) {
			String last = ledger.ends().get(0).words();
			logger.warn("This container was " + recently + (last.isEmpty() ? "" : "; last words: " + last));
		}
		this.pauses.forEach((vital, pause) -> logger.warn(
				("Liveness is held for '%s': %s. If it fails again within %s, a restart is asked for only once it has failed "
						+ "for %s.")
					.formatted(vital, pause.inWords(), Durations.exact(RestartsInVain.WINDOW),
							Durations.exact(pause.pause()))));
	}

	private static String recently(@Nullable Ledger ledger) {
		if (ledger == null) {
			return "";
		}
		Instant from = ledger.begun().minus(RECENTLY);
		List<String> reasons = ledger.ends()
			.stream()
			.filter((end) -> end.at().isAfter(from))
			.map(PastEnd::reason)
			.toList();
		return reasons.isEmpty() ? "" : "restarted %d %s in the last hour: %s".formatted(reasons.size(),
				(reasons.size() == 1) ? "time" : "times", reasons.stream().collect(Collectors.joining(", ")));
	}

	/**
	 * Look at liveness from now on. Does nothing if that has begun.
	 */
	synchronized void watch(Probes probes, CheckMonitor monitor, Instance instance) {
		if (this.watch != null) {
			return;
		}
		if (!this.pauses.isEmpty()) {
			instance.pauseRestarts(this.pauses);
		}
		this.end.ask(probes::hasCompletedStartup);
		LivenessFinding liveness = new LivenessFinding(probes, monitor, instance, this.ticker);
		this.look = () -> evaluate(liveness);
		this.watch = EndWatch.begin(this.look);
	}

	private void evaluate(LivenessFinding liveness) {
		Finding finding = liveness.evaluate();
		try {
			this.end.liveness(finding);
		}
		finally {
			if (this.exit != null && finding != null && liveness.asksForRestart()) {
				this.exit.because(finding);
			}
		}
	}

	/**
	 * Whether or not there is a shutdown hook that closes the context first.
	 */
	private void exit(int code) {
		this.files.await();
		System.exit(code);
	}

	@Nullable Ledger ledger() {
		return this.files.ledger();
	}

	/**
	 * What will be known of it; thread-safe.
	 */
	ContainerEnd end() {
		return this.end;
	}

	/**
	 * The application does not come up, and there may be nothing after this.
	 * @param words why; what is said last holds
	 */
	void startFailed(String words) {
		this.end.startFailed(words);
		this.files.close();
	}

	/**
	 * Somebody has closed the application's context while it was coming up.
	 */
	void closedBeforeStarted() {
		this.end.closedBeforeStarted();
		this.files.close();
	}

	/**
	 * A context below that of the application does not come up, which may be the end.
	 * @param words why; what is said last holds
	 */
	void furtherStartFailed(String words) {
		this.end.furtherStartFailed(words);
		this.files.await();
	}

	/**
	 * The context closes: the words about what lasts are to be those of now.
	 */
	void closing() {
		try {
			this.look.run();
		}
		finally {
			this.words.begin();
		}
	}

	ShutdownWords words() {
		return this.words;
	}

	/**
	 * All beans are gone, and the JVM may be next.
	 */
	void close() {
		endWatch();
		this.words.last();
		this.files.close();
	}

	private synchronized void endWatch() {
		if (this.watch != null) {
			this.watch.close();
		}
	}

}
