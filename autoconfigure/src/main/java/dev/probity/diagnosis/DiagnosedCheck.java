package dev.probity.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Degraded;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.DependencyCheck;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.check.HealthCheck;
import dev.probity.engine.CheckMonitor;
import org.jspecify.annotations.Nullable;

/**
 * A check whose client is diagnosed beside it. It finds the client before each run, for
 * that may run code of the application; and one that passes on borrowed time is degraded.
 */
final class DiagnosedCheck implements DependencyCheck {

	private final HealthCheck check;

	private final Callable<@Nullable DiagnosedClient> lookup;

	private final ClientDiagnosis diagnosis;

	private final CheckMonitor monitor;

	private final @Nullable FullPool fullPool;

	/**
	 * @param fullPool asks in place of a pool that is full, or {@code null} to open no
	 * fresh connection
	 */
	DiagnosedCheck(HealthCheck check, Callable<@Nullable DiagnosedClient> lookup, ClientDiagnosis diagnosis,
			CheckMonitor monitor, @Nullable FullPool fullPool) {
		this.check = check;
		this.lookup = lookup;
		this.diagnosis = diagnosis;
		this.monitor = monitor;
		this.fullPool = fullPool;
	}

	@Override
	public CheckResult check() throws Exception {
		DiagnosedClient client = client();
		CheckResult result = this.check.check();
		if (result instanceof Inconclusive full) {
			return (this.fullPool != null && client != null) ? this.fullPool.ask(client, full) : full;
		}
		if (result instanceof Passed passed) {
			Diagnosis known = this.monitor.diagnosis(this.diagnosis.check());
			return (known != null && known.finding() == Finding.BORROWED_TIME)
					? new Degraded(known.sentence(), passed.details()) : passed;
		}
		return (result instanceof Failed failed && this.fullPool != null)
				? new Failed(failed.reason(), withFresh(failed.details()), failed.ownStatus()) : result;
	}

	private @Nullable DiagnosedClient client() {
		try {
			DiagnosedClient client = this.lookup.call();
			this.diagnosis.client(client);
			return client;
		}
		catch (Exception | LinkageError ex) {
			// the check says why there is none
			this.diagnosis.noClient();
			return null;
		}
	}

	/**
	 * Whoever reads of a failure wants to know what else has been tried.
	 */
	private Map<String, Object> withFresh(Map<String, Object> details) {
		Map<String, Object> all = new LinkedHashMap<>(details);
		FreshAnswer fresh = this.diagnosis.lastAnswer();
		if (this.diagnosis.isImpossible()) {
			all.put("freshConnection", "no diagnosis for this client");
		}
		else if (fresh != null) {
			all.put("freshConnection",
					((fresh.kind() == FreshAnswer.Kind.ANSWERED) ? "answered in " : "failed: ") + fresh.words());
		}
		return all;
	}

}
