package dev.probity.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import dev.probity.change.ProbeObserver;
import dev.probity.consumer.ConsumerReport;
import dev.probity.probe.DetailPolicy;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.Probes;

/**
 * The answers to all short paths.
 *
 * @param paths the paths
 * @param probes evaluate the verdicts
 * @param policy what of them is shown to whom
 * @param headers further headers of the answers
 * @param httpStatus what verdicts are over HTTP
 * @param observer is notified of each answer
 * @param consumers message listeners that need something
 * @since 0.1.0
 */
public record ProbeResponders(ProbePaths paths, Probes probes, DetailPolicy policy, VerdictHeaders headers,
		ProbeHttpStatus httpStatus, ProbeObserver observer, ConsumerReport consumers) {

	/**
	 * A handler for each path.
	 * @param handler makes one
	 * @return the handlers by path
	 */
	public Map<String, Object> handlers(Function<ProbeResponder, Object> handler) {
		Map<String, Object> handlers = new LinkedHashMap<>();
		byPath().forEach((path, responder) -> handlers.put(path, handler.apply(responder)));
		return handlers;
	}

	/**
	 * The answers themselves.
	 * @return a responder for each path
	 */
	public Map<String, ProbeResponder> byPath() {
		Map<String, ProbeResponder> responders = new LinkedHashMap<>();
		this.paths.probes()
			.forEach((path, probe) -> responders.put(path, new ProbeResponder(path, probe, this.probes, this.policy,
					this.headers, this.httpStatus, this.observer, this.consumers)));
		return responders;
	}

}
