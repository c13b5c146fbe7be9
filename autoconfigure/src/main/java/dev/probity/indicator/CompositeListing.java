package dev.probity.indicator;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Lists the indicators in contributors. One that cannot say what it consists of has no
 * part until it can. Thread-safe.
 */
final class CompositeListing {

	private static final Log logger = LogFactory.getLog(CompositeListing.class);

	// those that could not be listed the last time
	private final Set<String> unlisted = ConcurrentHashMap.newKeySet();

	Map<String, Object> list(IndicatorSource source) {
		try {
			return listAgain(source);
		}
		catch (RuntimeException ex) {
			if (this.unlisted.add(source.name())) {
				logger.warn("Could not list the parts of the health contributor '%s'; retrying later"
					.formatted(source.name()), ex);
			}
			return Map.of();
		}
	}

	Map<String, Object> listAgain(IndicatorSource source) {
		Map<String, Object> indicators = source.indicators();
		this.unlisted.remove(source.name());
		return indicators;
	}

	boolean mayChange(IndicatorSource source) {
		try {
			return this.unlisted.contains(source.name()) || source.mayChange();
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

}
