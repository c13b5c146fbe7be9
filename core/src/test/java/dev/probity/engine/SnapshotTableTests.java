package dev.probity.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.DependencyCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SnapshotTableTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 31, 32, 33, 64, 100 })
	void isTheMapThatItStandsFor(int size) {
		Map<String, CheckSnapshot> model = new LinkedHashMap<>();
		for (int i = 0; i < size; i++) {
			model.put("check-" + i, snapshot("check-" + i, i));
		}
		SnapshotTable table = SnapshotTable.of(model.values());
		Random random = new Random(size);
		for (int i = 0; i < 10 * size; i++) {
			CheckSnapshot successor = snapshot("check-" + random.nextInt(size), i);
			Map<String, CheckSnapshot> before = new LinkedHashMap<>(model);
			SnapshotTable old = table;
			model.put(successor.name(), successor);
			table = table.with(successor);
			assertThat(old).isEqualTo(before);
		}
		assertThat(table).isEqualTo(model).hasSize(size);
		assertThat(new ArrayList<>(table.values())).isEqualTo(new ArrayList<>(model.values()));
		assertThat(new ArrayList<>(table.keySet())).isEqualTo(new ArrayList<>(model.keySet()));
		for (String name : model.keySet()) {
			assertThat(table.get(name)).isSameAs(model.get(name));
			assertThat(table.containsKey(name)).isTrue();
		}
	}

	@Test
	void knowsNothingOfOthers() {
		SnapshotTable table = SnapshotTable.of(List.of(snapshot("db", 0)));
		assertThat(table.get("redis")).isNull();
		assertThat(table.containsKey("redis")).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> table.with(snapshot("redis", 0)))
			.withMessageContaining("'redis'");
	}

	@Test
	void cannotBeChanged() {
		SnapshotTable table = SnapshotTable.of(List.of(snapshot("db", 0)));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> table.put("db", snapshot("db", 1)));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> table.remove("db"));
		assertThatExceptionOfType(NoSuchElementException.class)
			.isThrownBy(() -> SnapshotTable.EMPTY.values().iterator().next());
	}

	private static CheckSnapshot snapshot(String name, long knownAt) {
		return CheckSnapshot.unknown(
				new CheckRegistration(name, (DependencyCheck) CheckResult::passed, CheckPolicy.defaults()), knownAt,
				Instant.EPOCH);
	}

}
