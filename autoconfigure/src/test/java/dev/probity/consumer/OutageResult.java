package dev.probity.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What has come of all records that were sent.
 *
 * @param outOfOrder records that came after a later one of the same key
 * @param workedOff how long after the outage nothing was left of it
 */
record OutageResult(String name, int sent, int deadLetters, int errors, int outOfOrder, int twice, int lost,
		Duration workedOff) {

	static OutageResult of(String name, List<String> sent, List<String> written, List<String> deadLetters, int errors,
			Duration workedOff) {
		Set<String> once = new HashSet<>();
		Map<String, Integer> last = new HashMap<>();
		int outOfOrder = 0;
		for (String entry : written) {
			String[] parts = entry.split(":");
			int number = Integer.parseInt(parts[1]);
			if (once.add(entry)) {
				Integer before = last.put(parts[0], number);
				outOfOrder += (before != null && before > number) ? 1 : 0;
			}
		}
		int twice = written.size() - once.size();
		once.addAll(deadLetters);
		return new OutageResult(name, sent.size(), deadLetters.size(), errors, outOfOrder, twice,
				sent.size() - once.size(), workedOff);
	}

	static String table(String title, OutageResult stock, OutageResult probity) {
		Map<String, Function<OutageResult, Object>> rows = new LinkedHashMap<>();
		rows.put("records sent", OutageResult::sent);
		rows.put("dead letters", OutageResult::deadLetters);
		rows.put("errors of the listener", OutageResult::errors);
		rows.put("out of order", OutageResult::outOfOrder);
		rows.put("processed twice", OutageResult::twice);
		rows.put("lost", OutageResult::lost);
		rows.put("seconds until the lag is worked off",
				(result) -> "%.1f".formatted(result.workedOff.toMillis() / 1000.0));
		StringBuilder table = new StringBuilder();
		table.append("| %s | %s | %s |%n".formatted(title, stock.name, probity.name));
		table.append("| --- | --- | --- |%n".formatted());
		rows.forEach((row, value) -> table
			.append("| %s | %s | %s |%n".formatted(row, value.apply(stock), value.apply(probity))));
		return table.toString();
	}

}
