package dev.probity.actuate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.actuate.ProbityDescriptor.ChangeDescriptor;
import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.ProbeDescriptor;
import dev.probity.check.CheckMonitor;
import dev.probity.check.Ticker;
import dev.probity.probe.ChangeHistory;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.RecordedChange;
import dev.probity.probe.RecordedChange.Subject;
import dev.probity.probe.VerdictMonitor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Everything about probes and checks in one place. Reads what is known: no check runs,
 * and looking does not count as asking a probe. Thread-safe.
 * <p>
 * Over JMX everything is shown, as by Actuator's health endpoint; over HTTP see
 * {@link ProbityEndpointWebExtension}.
 *
 * @since 0.1.0
 */
@Endpoint(id = "probity")
public final class ProbityEndpoint {

	private final Probes probes;

	private final VerdictMonitor verdicts;

	private final CheckMonitor monitor;

	private final ChangeHistory history;

	private final Ticker ticker;

	/**
	 * Make the endpoint.
	 * @param probes the probes
	 * @param verdicts knows since when they say what they say
	 * @param monitor knows the checks
	 * @param history knows what has changed
	 * @param ticker for the age of what is known
	 */
	public ProbityEndpoint(Probes probes, VerdictMonitor verdicts, CheckMonitor monitor, ChangeHistory history,
			Ticker ticker) {
		this.probes = probes;
		this.verdicts = verdicts;
		this.monitor = monitor;
		this.history = history;
		this.ticker = ticker;
	}

	/**
	 * All that is known, details included.
	 * @return the answer
	 */
	@ReadOperation
	public ProbityDescriptor probity() {
		return describe(Details.SHOWN);
	}

	ProbityDescriptor describe(Details details) {
		return new ProbityDescriptor(this.probes.phase(), details, describeProbes(), describeChecks(details),
				this.history.latest().stream().map((change) -> describe(change, details)).toList());
	}

	private Map<String, ProbeDescriptor> describeProbes() {
		Map<String, ProbeDescriptor> described = new LinkedHashMap<>();
		this.probes.all().forEach((probe) -> {
			ProbeVerdict verdict = this.probes.look(probe);
			described.put(probe.name(),
					new ProbeDescriptor(verdict.status(), this.verdicts.since(verdict), verdict.reasons()));
		});
		return Collections.unmodifiableMap(described);
	}

	private Map<String, CheckDescriptor> describeChecks(Details details) {
		long now = this.ticker.read();
		Map<String, CheckDescriptor> described = new LinkedHashMap<>();
		this.monitor.snapshots()
			.values()
			.forEach((check) -> described.put(check.name(), DescribedCheck.of(check, now, this.probes.all(), details)));
		return Collections.unmodifiableMap(described);
	}

	private static ChangeDescriptor describe(RecordedChange change, Details details) {
		boolean ofCheck = change.subject() == Subject.CHECK;
		return new ChangeDescriptor(change.at(), ofCheck ? change.name() : null, ofCheck ? null : change.name(),
				change.from(), change.to(), ReadableDuration.print(change.lasted()), shown(change.reason(), details),
				ofCheck ? null : change.causes());
	}

	static <T> @Nullable T shown(@Nullable T detail, Details details) {
		return switch (details) {
			case SHOWN -> detail;
			case WITHHELD -> null;
		};
	}

}
