package dev.probity.benchmark.report;

/**
 * One thing that is measured: a section of the page.
 */
public interface Chapter {

	/**
	 * Returns the name of its section: lower case, with hyphens.
	 */
	String name();

	/**
	 * Measure. Nothing else is measured meanwhile.
	 */
	Findings measure(Effort effort) throws Exception;

}
