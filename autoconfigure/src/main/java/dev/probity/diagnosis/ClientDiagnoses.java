package dev.probity.diagnosis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.check.CheckPolicy;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.check.HealthCheck;
import dev.probity.check.Range;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.CheckSettings;
import dev.probity.engine.CheckWorkers;
import dev.probity.probe.Criticality;
import dev.probity.registration.Engine;
import dev.probity.registration.PeriodicTask;
import dev.probity.settings.DiagnosisProperties;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.Healing;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.RequiredRange;
import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The diagnoses of the clients of one technology. Thread-safe.
 */
public final class ClientDiagnoses implements PeriodicTask {

	private static final Log logger = LogFactory.getLog(ClientDiagnoses.class);

	private static final Range<Duration> TIMES = Range.of(Duration.ofSeconds(1), Duration.ofDays(1));

	/**
	 * What the names of the vitals begin with that fail while a client is at fault.
	 */
	private static final String VITAL = "client/";

	private final DiagnosisProperties properties;

	private final ProbityProperties.Hints hints;

	private final CheckSettings settings;

	private final Engine engine;

	private final CheckWorkers workers;

	private final Ticker ticker;

	private final Map<String, ClientDiagnosis> diagnoses = new ConcurrentHashMap<>();

	private final Map<String, Healing> healing = new ConcurrentHashMap<>();

	// checks about whose client something is to be done
	private final Set<String> cured = ConcurrentHashMap.newKeySet();

	/**
	 * Diagnose nothing yet.
	 * @param properties whether to, and how often
	 * @param settings what is said of each check
	 * @param engine runs the checks, and gets the diagnoses
	 * @param ticker for how long things take
	 */
	public ClientDiagnoses(ProbityProperties properties, CheckSettings settings, Engine engine, Ticker ticker) {
		this.properties = properties.diagnosis();
		this.hints = properties.hints();
		RequiredRange.require("probity.diagnosis.interval", this.properties.interval(), TIMES,
				"each time a connection beside the pool is opened");
		RequiredRange.require("probity.diagnosis.confirm-after", this.properties.confirmAfter(), TIMES,
				"only what goes on for a while is the fault of a pool");
		this.settings = settings;
		this.engine = engine;
		this.workers = CheckWorkers.threads("probity-fresh-");
		this.ticker = ticker;
	}

	/**
	 * What to call when a call of the application has failed that needs what a check
	 * looks at. Returns at once; on any thread, however often.
	 * @param check the check's name
	 * @return triggers the check, or {@code null} if nothing is to trigger checks
	 */
	public @Nullable Runnable trigger(String check) {
		return this.hints.enabled() ? () -> this.engine.scheduler().hint(check) : null;
	}

	/**
	 * Diagnose the client of a check.
	 * @param name the check's name
	 * @param policy its policy
	 * @param check the check
	 * @param lookup finds the client; called on the thread of a run, says {@code null} of
	 * one that cannot be diagnosed, and throws if there is none at the moment
	 * @return the check to be registered instead
	 */
	public HealthCheck diagnosed(String name, CheckPolicy policy, HealthCheck check,
			Callable<@Nullable DiagnosedClient> lookup) {
		if (!this.properties.enabled() && !this.hints.enabled()) {
			return check;
		}
		ClientDiagnosis diagnosis = diagnosis(name, policy.timeout());
		this.diagnoses.put(name, diagnosis);
		return new DiagnosedCheck(check, lookup, diagnosis, this.engine.monitor(),
				this.properties.enabled() ? new FullPool(policy.timeout(), this.ticker) : null);
	}

	private ClientDiagnosis diagnosis(String name, Duration timeout) {
		return new ClientDiagnosis(name,
				DiagnosisTerms.of(this.properties.interval(), this.properties.confirmAfter(), timeout),
				this.engine.monitor(), this.workers, this.ticker, InstantSource.system(), new SplittableRandom());
	}

	/**
	 * What else follows from what is said of a check.
	 * @param definition the check whose client is diagnosed
	 * @return the vital that fails while its client is at fault, or {@code null} if no
	 * restart is wanted
	 * @throws FailureAnalyzedException if something is to be done, but nothing diagnosed
	 */
	public @Nullable CheckDefinition vital(CheckDefinition definition) {
		String name = definition.name();
		Healing healing = this.settings.healing(definition);
		String cure = this.settings.cure(definition);
		if (cure != null) {
			requireDiagnosis(cure, this.settings.restarts(definition) ? "true" : healing.name());
			this.cured.add(name);
		}
		this.healing.put(name, healing);
		if (!this.settings.restarts(definition)) {
			return null;
		}
		return new CheckDefinition(VITAL + name, null, Criticality.REQUIRED, Pace.NORMAL, (policy) -> vital(name));
	}

	private HealthCheck vital(String name) {
		return new ClientVital(Objects.requireNonNull(this.diagnoses.get(name)));
	}

	private void requireDiagnosis(String cure, String value) {
		if (!this.properties.enabled()) {
			throw new FailureAnalyzedException(
					"The property '%s' is %s, but 'probity.diagnosis.enabled' is false, so that no client is ever at fault."
						.formatted(cure, value.toLowerCase(Locale.ROOT)),
					"Remove one of the two.");
		}
	}

	@Override
	public void run() {
		this.diagnoses.values().forEach(this::evaluate);
	}

	private void evaluate(ClientDiagnosis diagnosis) {
		DiagnosedClient waitedFor = diagnosis.client();
		if (this.hints.enabled() && waitedFor != null && waitedFor.keepsCallersWaiting()) {
			this.engine.scheduler().hint(diagnosis.check());
		}
		if (this.properties.enabled()) {
			diagnose(diagnosis);
		}
	}

	private void diagnose(ClientDiagnosis diagnosis) {
		if (diagnosis.isImpossible() && this.cured.remove(diagnosis.check())) {
			logger.warn(("Check '%s': what is set under heal or restart has no effect, for its client cannot be "
					+ "diagnosed: it is neither a pool of HikariCP nor Lettuce, or it routes to several")
				.formatted(diagnosis.check()));
		}
		Finding news = diagnosis.evaluate();
		DiagnosedClient client = diagnosis.client();
		if (news == Finding.CLIENT_FAULT && client != null && this.healing.get(diagnosis.check()) == Healing.EVICT) {
			this.workers.start(diagnosis.check() + "-heal", () -> heal(diagnosis.check(), client));
		}
	}

	private static void heal(String check, DiagnosedClient client) {
		try {
			client.evict();
			logger.info("Check '%s': evicted the idle connections of %s".formatted(check, client.name()));
		}
		catch (Exception | LinkageError ex) {
			logger.warn("Check '%s': could not evict the connections of %s".formatted(check, client.name()), ex);
		}
	}

}
