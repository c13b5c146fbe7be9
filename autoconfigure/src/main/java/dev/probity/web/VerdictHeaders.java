package dev.probity.web;

import java.util.Map;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Visibility;

/**
 * Headers that an answer has because of the verdict. Quick and thread-safe.
 */
@FunctionalInterface
public interface VerdictHeaders {

	/**
	 * The headers of an answer.
	 * @param probe the probe
	 * @param verdict its verdict
	 * @param visibility how much of it the caller may see
	 * @return the values by name; may be empty
	 */
	Map<String, String> of(Probe probe, ProbeVerdict verdict, Visibility visibility);

}
