package dev.probity.event;

import java.util.stream.Collectors;

import dev.probity.probe.ShadowChange;
import dev.probity.probe.ShadowChangeListener;
import dev.probity.probe.ShadowVerdict;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One log line for each change of what a probe would say if its shadows acted.
 */
final class ShadowLogger implements ShadowChangeListener {

	private static final Log logger = LogFactory.getLog(ShadowLogger.class);

	@Override
	public void onChange(ShadowChange change) {
		ShadowVerdict before = change.before();
		if (before != null) {
			logger.info("Shadow: probe '%s' would have been %s for %s (not 200 for %s in all)".formatted(
					change.probe().name(), before.status(), Elapsed.print(change.lasted()),
					Elapsed.print(change.notReady())));
		}
		ShadowVerdict after = change.after();
		if (after != null) {
			logger.info("Shadow: probe '%s' is %s, but would be %s: %s".formatted(change.probe().name(),
					change.actual(), after.status(),
					after.reasons().stream().map(VerdictLogger::inWords).collect(Collectors.joining(", "))));
		}
	}

}
