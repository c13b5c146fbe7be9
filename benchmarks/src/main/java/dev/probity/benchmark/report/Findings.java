package dev.probity.benchmark.report;

import java.util.List;

/**
 * What a chapter has found.
 *
 * @param text whole lines of Markdown: tables, mostly
 * @param targets what it was to reach
 */
public record Findings(String text, List<Target> targets) {

}
