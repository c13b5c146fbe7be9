package dev.probity.actuate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.OverrideDescriptor;
import dev.probity.actuate.ProbityDescriptor.ProbeDescriptor;
import dev.probity.actuate.ProbityDescriptor.ReadinessDescriptor;
import dev.probity.actuate.ProbityDescriptor.ShadowDescriptor;
import dev.probity.check.CheckMonitor;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.probe.ChangeHistory;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.ShadowVerdict;
import dev.probity.probe.VerdictMonitor;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows everything about probes and checks, and lets an operator override readiness.
 * Reading runs no check and does not count as a request to a probe. Thread-safe.
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

	private final ChangeHistory history;

	private final Ticker ticker;

	/**
	 * Make the endpoint.
	 * @param probes the probes
	 * @param verdicts knows since when they say what they say, and what they would say
	 * @param monitor knows the checks
	 * @param control is told what an operator wants
	 * @param history knows what has changed
	 * @param ticker for the age of what is known
	 */
	public ProbityEndpoint(Probes probes, VerdictMonitor verdicts, CheckMonitor monitor, ReadinessControl control,
			ChangeHistory history, Ticker ticker) {
		this.probes = probes;
		this.verdicts = verdicts;
		this.monitor = monitor;
		this.control = control;
		this.history = history;
		this.ticker = ticker;
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
	 * Let an operator decide on readiness, or the checks again.
	 * @param readiness <code>ready</code>, <code>not-ready</code> or <code>auto</code>
	 * @param reason why; one line, which may be left out for <code>auto</code> only
	 * @param timeToLive for how long, such as <code>10m</code> or <code>PT10M</code>,
	 * from 1 second to 24 hours; 15 minutes unless given; to be left out for
	 * <code>auto</code>
	 * @return what counts now, and what readiness is
	 * @throws InvalidEndpointRequestException if a parameter is not as it has to be;
	 * nothing is changed then
	 */
	@WriteOperation
	public ReadinessDescriptor override(@Nullable String readiness, @Nullable String reason,
			@Nullable String timeToLive) {
		return override(new OverrideRequest(readiness, reason, timeToLive), Details.SHOWN);
	}

	ReadinessDescriptor override(OverrideRequest request, Details details) {
		try {
			request.applyTo(this.control);
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(message, message, ex);
		}
		Probe readiness = this.probes.probe(Probe.READINESS);
		return new ReadinessDescriptor(describeOverride(details),
				(readiness != null) ? describe(readiness, details) : null);
	}

	ProbityDescriptor describe(Details details) {
		return new ProbityDescriptor(this.probes.phase(), details, describeOverride(details), describeProbes(details),
				describeChecks(details),
				this.history.latest().stream().map((change) -> DescribedChange.of(change, details)).toList());
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
		ProbeVerdict verdict = this.probes.look(probe);
		return new ProbeDescriptor(verdict.status(), this.verdicts.since(verdict),
				DescribedReadiness.of(verdict.reasons(), this.probes.outstanding(), details),
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
				: new ShadowDescriptor(would.status(), shadow.since(),
						DescribedReadiness.of(would.reasons(), List.of(), details), notReady);
	}

	private Map<String, CheckDescriptor> describeChecks(Details details) {
		long now = this.ticker.read();
		Map<String, CheckDescriptor> described = new LinkedHashMap<>();
		this.monitor.snapshots()
			.values()
			.forEach((check) -> described.put(check.name(), DescribedCheck.of(check, now, this.probes.all(), details)));
		return Collections.unmodifiableMap(described);
	}

}
