package dev.probity.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

	private final @Nullable Ledger ledger;

	private final Map<String, RestartPause> pauses;

	private final ContainerEnd end;

	private final ShutdownWords words;

	private final @Nullable LivenessExit exit;

	private final Ticker ticker;

	// guarded by "this"
	private @Nullable EndWatch watch;

	private volatile Runnable look = () -> {
	};

	private Container(ContainerSettings settings, @Nullable Ledger ledger, Ticker ticker) {
		this.ledger = ledger;
		this.ticker = ticker;
		this.pauses = (ledger != null) ? RestartsInVain.pauses(ledger.past(), ledger.begun(), ticker.read()) : Map.of();
		this.end = new ContainerEnd((settings.message() != null) ? new TerminationMessage(settings.message()) : null,
				ledger, recently(ledger), ticker);
		this.words = new ShutdownWords(this.end, ticker);
		this.exit = (settings.onFailure() == LivenessFailureAction.EXIT) ? new LivenessExit(settings.grace(), ticker)
				: null;
	}

	/**
	 * Begin, and log what is known of the ends of earlier processes.
	 */
	static Container begin(ContainerSettings settings, Ticker ticker) {
		Ledger ledger = null;
		if (settings.ledger() != null && settings.isLedgerThere()) {
			ledger = Ledger.open(settings.ledger(), InstantSource.system());
		}
		else if (settings.ledger() != null) {
			logger.warn(("There is no ledger of restarts: the directory '%s' ('%s') does not exist. Mount an emptyDir "
					+ "there, or remove the property.")
				.formatted(settings.ledger(), ContainerSettings.LEDGER));
		}
		Container container = new Container(settings, ledger, ticker);
		container.logRestarts();
		return container;
	}

	private void logRestarts() {
		String recently = recently(this.ledger);
		if (this.ledger != null && !recently.isEmpty()) {
			String last = this.ledger.ends().get(0).words();
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
		LivenessFinding liveness = new LivenessFinding(probes, monitor, instance, this.ticker);
		this.look = () -> evaluate(liveness);
		this.watch = EndWatch.begin(this.look);
	}

	private void evaluate(LivenessFinding liveness) {
		Finding finding = liveness.evaluate();
		this.end.liveness(finding);
		if (this.exit != null && finding != null && liveness.asksForRestart()) {
			this.exit.because(finding);
		}
	}

	@Nullable Ledger ledger() {
		return this.ledger;
	}

	/**
	 * Who keeps the files; thread-safe.
	 */
	ContainerEnd end() {
		return this.end;
	}

	/**
	 * The context closes: the words about what lasts are to be those of now.
	 */
	void closing() {
		this.look.run();
		this.words.begin();
	}

	ShutdownWords words() {
		return this.words;
	}

	/**
	 * All beans are gone.
	 */
	synchronized void close() {
		if (this.watch != null) {
			this.watch.close();
		}
		this.words.last();
	}

}
