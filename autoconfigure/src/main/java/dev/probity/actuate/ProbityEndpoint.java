package dev.probity.actuate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.actuate.ProbityDescriptor.DecisionDescriptor;
import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.HoldDescriptor;
import dev.probity.actuate.ProbityDescriptor.OverrideDescriptor;
import dev.probity.actuate.ProbityDescriptor.ProbeDescriptor;
import dev.probity.actuate.ProbityDescriptor.ShadowDescriptor;
import dev.probity.change.ChangeHistory;
import dev.probity.change.VerdictMonitor;
import dev.probity.consumer.ConsumerReport;
import dev.probity.contract.CallersDescriptor;
import dev.probity.contract.ProbeContract;
import dev.probity.engine.CheckMonitor;
import dev.probity.fleet.Fleet;
import dev.probity.lifecycle.LivenessControl;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.RestartHistory;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.ShadowVerdict;
import dev.probity.probe.Visibility;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows everything about probes and checks, and lets an operator override readiness and
 * hold liveness. Reading runs no check and does not count as a request to a probe.
 * Thread-safe.
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

	private final ReadinessControl control;

	private final LivenessControl liveness;

	private final ChangeHistory history;

	private final @Nullable Fleet fleet;

	private final @Nullable RestartHistory restarts;

	private final ConsumerReport consumers;

	private final Ticker ticker;

	private final Supplier<@Nullable ProbeContract> contract;

	/**
	 * Make the endpoint.
	 * @param probes the probes
	 * @param verdicts knows since when they say what they say, and what they would say
	 * @param monitor knows the checks
	 * @param control is told what an operator wants of readiness
	 * @param liveness is told what an operator wants of liveness
	 * @param history knows what has changed
	 * @param fleet knows the other instances, or {@code null} if none are set
	 * @param restarts knows the ends of earlier processes, or {@code null} if nobody does
	 * @param consumers knows the message listeners that need something
	 * @param ticker for the age of what is known
	 * @param contract knows who requests the probes; {@code null} if nobody does
	 */
	public ProbityEndpoint(Probes probes, VerdictMonitor verdicts, CheckMonitor monitor, ReadinessControl control,
			LivenessControl liveness, ChangeHistory history, @Nullable Fleet fleet, @Nullable RestartHistory restarts,
			ConsumerReport consumers, Ticker ticker, Supplier<@Nullable ProbeContract> contract) {
		this.probes = probes;
		this.verdicts = verdicts;
		this.monitor = monitor;
		this.control = control;
		this.liveness = liveness;
		this.history = history;
		this.fleet = fleet;
		this.restarts = restarts;
		this.consumers = consumers;
		this.ticker = ticker;
		this.contract = contract;
	}

	/**
	 * The state of probes and checks, details included.
	 * @return the answer
	 */
	@ReadOperation(producesFrom = EndpointFormat.class) // as the extension, which takes
														// its place by that
	public ProbityDescriptor probity() {
		return describe(Details.SHOWN);
	}

	/**
	 * Let an operator decide on readiness or on what liveness answers, or the checks
	 * again. One of the two, not both.
	 * @param readiness <code>ready</code>, <code>not-ready</code> or <code>auto</code>
	 * @param reason why; one line, which may be left out for <code>auto</code> of
	 * readiness, and has to be for that of liveness
	 * @param timeToLive for how long, such as <code>10m</code> or <code>PT10M</code>,
	 * from 1 second to 24 hours, of liveness to 1 hour; 15 minutes unless given; to be
	 * left out for <code>auto</code>
	 * @param liveness <code>hold</code> or <code>auto</code>
	 * @return what counts now, and what the probe is
	 * @throws InvalidEndpointRequestException if a parameter is not as it has to be;
	 * nothing is changed then
	 */
	@WriteOperation
	public DecisionDescriptor override(@Nullable String readiness, @Nullable String reason, @Nullable String timeToLive,
			@Nullable String liveness) {
		return decide(readiness, liveness, reason, timeToLive, Details.SHOWN);
	}

	DecisionDescriptor decide(@Nullable String readiness, @Nullable String liveness, @Nullable String reason,
			@Nullable String timeToLive, Details details) {
		try {
			if (liveness == null) {
				new OverrideRequest(readiness, reason, timeToLive).applyTo(this.control);
				return new DecisionDescriptor(describeOverride(details), describe(Probe.READINESS, details), null,
						null);
			}
			if (readiness != null) {
				throw new IllegalArgumentException(
						"'readiness' and 'liveness' are two decisions: send two requests, one for each");
			}
			new HoldRequest(liveness, reason, timeToLive).applyTo(this.liveness);
			return new DecisionDescriptor(null, null, describeHold(details), describe(Probe.LIVENESS, details));
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(message, message, ex);
		}
	}

	private @Nullable ProbeDescriptor describe(String name, Details details) {
		Probe probe = this.probes.probe(name);
		return (probe != null) ? describe(probe, details) : null;
	}

	private @Nullable HoldDescriptor describeHold(Details details) {
		return DescribedRestarts.of(this.liveness.current(), this.ticker.read(), details);
	}

	ProbityDescriptor describe(Details details) {
		return new ProbityDescriptor(this.probes.phase(), summary(details), details, describeOverride(details),
				describeProbes(details), describeChecks(details),
				(this.fleet != null) ? FleetDescriptor.of(this.fleet) : null, DescribedConsumers.of(this.consumers),
				callers(), this.history.latest().stream().map((change) -> DescribedChange.of(change, details)).toList(),
				describeHold(details), DescribedRestarts.of(this.restarts, details));
	}

	private @Nullable CallersDescriptor callers() {
		ProbeContract known = this.contract.get();
		return (known != null) ? known.callers() : null;
	}

	/**
	 * The part of a pod's manifest that fits this application.
	 * @return YAML, or {@code null} if that is not known
	 */
	@Nullable String manifest() {
		ProbeContract known = this.contract.get();
		return (known != null) ? known.manifest() : null;
	}

	/**
	 * A process that is to be restarted is graver than one that gets no traffic.
	 */
	private String summary(Details details) {
		Probe liveness = this.probes.probe(Probe.LIVENESS);
		Probe readiness = this.probes.probe(Probe.READINESS);
		boolean broken = liveness != null && !this.probes.evaluate(liveness).status().passes();
		Probe gravest = (broken || readiness == null) ? liveness : readiness;
		return (gravest != null) ? summary(gravest, details) : "";
	}

	private String summary(Probe probe, Details details) {
		return this.probes.summary(probe, switch (details) {
			case SHOWN -> Visibility.DETAILS;
			case WITHHELD -> Visibility.COMPONENTS;
		});
	}

	private OverrideDescriptor describeOverride(Details details) {
		return DescribedReadiness.of(this.control.current(), this.ticker.read(), details);
	}

	private Map<String, ProbeDescriptor> describeProbes(Details details) {
		Map<String, ProbeDescriptor> described = new LinkedHashMap<>();
		this.probes.all().forEach((probe) -> described.put(probe.name(), describe(probe, details)));
		return Collections.unmodifiableMap(described);
	}

	private ProbeDescriptor describe(Probe probe, Details details) {
		ProbeVerdict verdict = this.probes.evaluate(probe);
		return new ProbeDescriptor(verdict.status(), this.verdicts.since(verdict), summary(probe, details),
				DescribedReadiness.of(this.probes.report(probe, verdict), details),
				hasShadow(probe) ? shadow(verdict, details) : null);
	}

	private boolean hasShadow(Probe probe) {
		return this.monitor.snapshots().values().stream().anyMatch((check) -> probe.shadowOf(check) != null);
	}

	private @Nullable ShadowDescriptor shadow(ProbeVerdict actual, Details details) {
		ShadowVerdict shadow = this.verdicts.shadow(actual.probe());
		if (shadow == null) {
			return null;
		}
		ProbeVerdict would = shadow.verdict();
		String notReady = Durations.exact(shadow.notReady());
		return (would.status() == ProbeStatus.UP) ? new ShadowDescriptor(actual.status(), null, List.of(), notReady)
				: new ShadowDescriptor(would.status(), shadow.since(), DescribedReadiness.of(would.reasons(), details),
						notReady);
	}

	private Map<String, CheckDescriptor> describeChecks(Details details) {
		long now = this.ticker.read();
		Map<String, CheckDescriptor> described = new LinkedHashMap<>();
		this.monitor.snapshots()
			.values()
			.forEach((check) -> described.put(check.name(),
					DescribedCheck.of(check, this.monitor.diagnosis(check.name()), now, this.probes.all(), details)));
		return Collections.unmodifiableMap(described);
	}

}
