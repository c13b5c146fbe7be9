package dev.probity.web;

import java.security.Principal;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.probity.change.ProbeObserver;
import dev.probity.consumer.ConsumerReading;
import dev.probity.consumer.ConsumerReport;
import dev.probity.probe.DetailPolicy;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbeReport;
import dev.probity.probe.ProbeSentence;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Answers one short path, whatever the web stack. Thread-safe; never blocks.
 *
 * @since 0.1.0
 */
public final class ProbeResponder {

	private final String name;

	private final Probe probe;

	private final Probes probes;

	private final DetailPolicy policy;

	private final VerdictHeaders headers;

	private final ProbeHttpStatus httpStatus;

	private final ProbeObserver observer;

	private final ConsumerReport consumers;

	/**
	 * Answer for a probe.
	 * @param path the path, beginning with a slash
	 * @param probe the probe
	 * @param probes evaluates the verdict
	 * @param policy what of it is shown to whom
	 * @param headers further headers of the answer
	 * @param httpStatus what verdicts are over HTTP
	 * @param observer is notified of each answer
	 * @param consumers message listeners that need something
	 */
	public ProbeResponder(String path, Probe probe, Probes probes, DetailPolicy policy, VerdictHeaders headers,
			ProbeHttpStatus httpStatus, ProbeObserver observer, ConsumerReport consumers) {
		this.name = path.substring(1);
		this.probe = probe;
		this.probes = probes;
		this.policy = policy;
		this.headers = headers;
		this.httpStatus = httpStatus;
		this.observer = observer;
		this.consumers = consumers;
	}

	/**
	 * The answer to a request.
	 * @param query what follows the question mark, or {@code null} if nothing does
	 * @param visibility how much the caller may see; asked for only where that matters
	 * @return the answer
	 */
	public ProbeAnswer answer(@Nullable String query, Supplier<Visibility> visibility) {
		if (VerboseQuery.isIn(query)) {
			return verbose(visibility.get());
		}
		ProbeVerdict verdict = verdict();
		return brief(verdict, isForEveryone(verdict) ? Visibility.STATUS : visibility.get());
	}

	/**
	 * How much a caller may see of whom nothing is known.
	 * @return how much
	 */
	public Visibility anonymous() {
		return visibility(null, (role) -> false);
	}

	/**
	 * The name of the probe.
	 * @return the name
	 */
	public String probe() {
		return this.probe.name();
	}

	ProbeVerdict verdict() {
		return this.probes.verdict(this.probe);
	}

	/**
	 * Whether a verdict is shown to all callers in the same way.
	 */
	boolean isForEveryone(ProbeVerdict verdict) {
		return verdict.hold() == null
				&& (verdict.status() == ProbeStatus.UP || this.probe.type() != ProbeType.READINESS);
	}

	Visibility visibility(@Nullable Principal caller, Predicate<String> inRole) {
		return this.policy.visibility(this.probe, caller, inRole);
	}

	/**
	 * The status.
	 */
	ProbeAnswer brief(ProbeVerdict verdict, Visibility visibility) {
		return with(verdict, visibility, ProbeAnswer.brief(verdict.status()));
	}

	/**
	 * The status and why, as far as the caller may know.
	 */
	ProbeAnswer verbose(Visibility visibility) {
		ProbeReport report = this.probes.report(this.probe);
		ProbeAnswer answer = ProbeAnswer.text(report.verdict().status(), VerboseText.of(this.name,
				ProbeSentence.of(this.probe.type(), report, visibility), report, consumers(), visibility));
		return with(report.verdict(), visibility, answer);
	}

	/**
	 * Message listeners are told of where readiness of the instance is asked for, which
	 * they do not change.
	 */
	private List<ConsumerReading> consumers() {
		return this.probe.name().equals(Probe.READINESS) ? this.consumers.consumers() : List.of();
	}

	/**
	 * Notify the observers that an answer is about to be sent.
	 * @param answer the answer
	 * @param request the request
	 * @param userAgent supplies the User-Agent of the caller
	 * @param <R> the type of the request
	 */
	public <R> void answered(ProbeAnswer answer, R request, ProbeObserver.UserAgent<R> userAgent) {
		this.observer.onAnswer(this.probe, answer.status(), request, userAgent);
	}

	private ProbeAnswer with(ProbeVerdict verdict, Visibility visibility, ProbeAnswer answer) {
		boolean plain = verdict.hold() == null && this.probe.type() != ProbeType.READINESS;
		return plain ? answer
				: answer.with(this.httpStatus.of(verdict), this.headers.of(this.probe, verdict, visibility));
	}

}
