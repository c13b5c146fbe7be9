package dev.probity.detail;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import dev.probity.check.CheckResult;
import dev.probity.check.ManualTicker;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Details are decoration: whatever they are, there is a result, and what can be shown of
 * them is shown as it is.
 */
@Timeout(20)
class FrozenDetailsTests {

	@Test
	void whatIsPlainStaysWhatItIs() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("text", "ready");
		details.put("int", 1);
		details.put("decimal", new BigDecimal("1.10"));
		details.put("flag", true);
		details.put("instant", Instant.EPOCH);
		details.put("duration", Duration.ofSeconds(5));
		details.put("none", null);
		assertThat(frozen(details)).isEqualTo(details);
	}

	@Test
	void structureStaysStructure() {
		assertThat(frozen("list", List.of(1, List.of(2)))).isEqualTo(List.of(1, List.of(2)));
		assertThat(frozen("array", new int[] { 1, 2 })).isEqualTo(List.of(1, 2));
		assertThat(frozen("map", Map.of(7, Map.of(Weather.WET, 1)))).isEqualTo(Map.of("7", Map.of("WET", 1)));
		assertThat(frozen("record", new Point(1, new Point(2, null))))
			.isEqualTo(map("x", 1, "next", map("x", 2, "next", null)));
		assertThat(frozen("entry", Map.entry("a", 1))).isEqualTo(Map.of("a", 1));
		assertThat(frozen("bean", new Broker())).isEqualTo(map("leader", true, "port", 9092));
		assertThat(frozen("nulls", Arrays.asList(1, null))).isEqualTo(Arrays.asList(1, null));
	}

	@Test
	void whatHoldsAValueIsTheValueOfThatMoment() {
		AtomicLong count = new AtomicLong(5);
		LongAdder adder = new LongAdder();
		adder.add(6);
		Map<String, Object> frozen = CheckResult.passed(Map.of("count", count, "adder", adder, "flag",
				new AtomicBoolean(true), "reference", new AtomicReference<>(List.of(1)), "optional", Optional.of(2)))
			.details();
		count.set(9);
		assertThat(frozen)
			.isEqualTo(Map.of("count", 5L, "adder", 6L, "flag", true, "reference", List.of(1), "optional", 2));
		assertThat(frozen("empty", Optional.empty())).isNull();
	}

	@Test
	void whatElseIsAValueBecomesItsText() {
		UUID id = UUID.randomUUID();
		assertThat(frozen("uuid", id)).isEqualTo(id.toString());
		assertThat(frozen("enum", Weather.WET)).isEqualTo("WET");
		assertThat(frozen("bytes", new byte[] { 1, 2, 3 })).isEqualTo("AQID");
		assertThat(frozen("characters", new char[] { 'a', 'b' })).isEqualTo("ab");
		assertThat(frozen("builder", new StringBuilder("ab"))).isEqualTo("ab");
		assertThat(frozen("object", new Object())).isEqualTo("java.lang.Object");
	}

	@Test
	void nobodyCanChangeThemAfterwards() {
		List<Object> list = new ArrayList<>(List.of(1));
		Map<String, Object> details = new LinkedHashMap<>(Map.of("list", list));
		Map<String, Object> frozen = CheckResult.passed(details).details();
		list.add(2);
		details.clear();
		assertThat(frozen).isEqualTo(Map.of("list", List.of(1)));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(frozen::clear);
	}

	@Test
	void whatThrowsIsUnreadableAndTheRestIsNot() {
		assertThat(CheckResult.passed(map("a", new Hostile(), "b", 1, "c", Map.of(new Hostile(), 1))).details())
			.isEqualTo(map("a", "unreadable: IllegalStateException", "b", 1, "c",
					Map.of("unreadable: IllegalStateException", 1)));
		assertThat(frozen("bean", new Uneven())).isEqualTo(map("bad", "unreadable: StackOverflowError", "good", 1));
		assertThat(frozen("record", new Refusing(1))).isEqualTo(Map.of("x", "unreadable: IllegalStateException"));
		assertThat(frozen("list", new Failing())).isEqualTo(List.of(0, 1, "unreadable: IllegalStateException"));
		assertThat(CheckResult.failed("refused", new FailingMap()).reason()).isEqualTo("refused");
	}

	@Test
	void whatContainsItselfEndsThere() {
		List<Object> list = new ArrayList<>();
		IntStream.range(0, 12).forEach((i) -> list.add(list));
		assertThat(frozen("list", list)).isEqualTo(Collections.nCopies(12, "…"));
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("self", new Object[] { map });
		assertThat(CheckResult.passed(map).details()).isEqualTo(Map.of("self", List.of("…")));
		Object[] array = new Object[1];
		array[0] = Optional.of(array);
		assertThat(frozen("array", array)).isEqualTo(List.of("…"));
		Ring ring = new Ring();
		assertThat(frozen("bean", ring)).isEqualTo(Map.of("next", "…"));
	}

	@Test
	void whatIsDeepStaysWholeUpToADepth() {
		Object twelve = nested(12);
		assertThat(frozen("deep", twelve)).isEqualTo(twelve);
		assertThat(String.valueOf(frozen("deep", nested(100_000)))).contains("…").hasSizeLessThan(200);
	}

	@Test
	void whatIsLargeIsCut() {
		List<String> many = Collections.nCopies(2_000_000, "a text");
		assertThat(frozen("many", many)).asInstanceOf(InstanceOfAssertFactories.LIST)
			.hasSize(FrozenDetails.MOST_ELEMENTS + 1)
			.endsWith("…");
		Object wide = "x";
		for (int i = 0; i < 12; i++) {
			wide = Collections.nCopies(12, wide);
		}
		assertThat(String.valueOf(frozen("wide", wide))).hasSizeLessThan(10 * DetailBudget.MOST_VALUES);
		Map<Integer, Integer> map = new LinkedHashMap<>();
		IntStream.range(0, 100_000).forEach((i) -> map.put(i, i));
		assertThat(frozen("map", map)).asInstanceOf(InstanceOfAssertFactories.MAP)
			.hasSize(FrozenDetails.MOST_ELEMENTS + 1)
			.containsKey("…");
		assertThat((List<?>) frozen("endless", new Endless()))
			.hasSizeLessThanOrEqualTo(FrozenDetails.MOST_ELEMENTS + 1);
		assertThat(CheckResult.passed(Map.of("long", "x".repeat(50_000_000))).details().get("long").toString())
			.hasSizeLessThan(1_000);
	}

	@Test
	void whatTakesTooLongIsCut() {
		ManualTicker ticker = new ManualTicker();
		List<Object> slow = new AbstractList<>() {

			@Override
			public Object get(int index) {
				ticker.advance(Duration.ofMillis(400));
				return index;
			}

			@Override
			public int size() {
				return 1_000;
			}

		};
		assertThat(FrozenDetails.of(map("slow", slow, "rest", 1), DetailShape.STANDARD, ticker))
			.isEqualTo(map("slow", List.of(0, 1, "…"), "…", "…"));
	}

	@Test
	void whoKnowsAShapeIsAskedFirstAndMayFail() {
		DetailShape shape = (value) -> {
			if (value instanceof Point) {
				return Map.of("point", List.of(1));
			}
			throw new IllegalStateException();
		};
		assertThat(FrozenDetails.of(Map.of("point", new Point(1, null)), shape))
			.isEqualTo(Map.of("point", Map.of("point", List.of(1))));
		assertThat(FrozenDetails.of(Map.of("bean", new Broker()), shape))
			.isEqualTo(Map.of("bean", map("leader", true, "port", 9092)));
	}

	@Test
	void secretsAreHiddenWhateverTheirShape() {
		assertThat(CheckResult
			.passed(Map.of("record", new Login("sa", "hunter2"), "list",
					List.of(new StringBuilder("password=hunter2"))))
			.details()
			.toString()).doesNotContain("hunter2").contains("sa");
	}

	private static @Nullable Object frozen(String name, @Nullable Object value) {
		return CheckResult.passed(map(name, value)).details().get(name);
	}

	private static Map<String, Object> frozen(Map<String, Object> details) {
		return CheckResult.failed("broken", details).details();
	}

	private static Object nested(int depth) {
		Object value = List.of();
		for (int i = 0; i < depth; i++) {
			value = List.of(value);
		}
		return value;
	}

	private static Map<String, Object> map(@Nullable Object... keysAndValues) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
		}
		return map;
	}

	private enum Weather {

		WET

	}

	private record Point(int x, @Nullable Point next) {

	}

	private record Login(String user, String password) {

	}

	private record Refusing(int x) {

		@Override
		public int x() {
			throw new IllegalStateException();
		}

	}

	public static final class Broker {

		public int getPort() {
			return 9092;
		}

		public boolean isLeader() {
			return true;
		}

		public void getNothing() {
		}

		public String get() {
			return "no property";
		}

	}

	public static final class Uneven {

		public int getGood() {
			return 1;
		}

		public int getBad() {
			throw new StackOverflowError();
		}

	}

	public static final class Ring {

		public Ring getNext() {
			return this;
		}

	}

	private static final class Hostile {

		@Override
		public boolean equals(Object other) {
			throw new IllegalStateException();
		}

		@Override
		public int hashCode() {
			return 1;
		}

		@Override
		public String toString() {
			throw new IllegalStateException();
		}

	}

	private static final class Failing extends AbstractList<Object> {

		@Override
		public Object get(int index) {
			if (index > 1) {
				throw new IllegalStateException();
			}
			return index;
		}

		@Override
		public int size() {
			return 5;
		}

		@Override
		public int hashCode() {
			throw new IllegalStateException();
		}

	}

	private static final class FailingMap extends AbstractMap<String, Object> {

		@Override
		public Set<Entry<String, Object>> entrySet() {
			throw new IllegalStateException();
		}

	}

	private static final class Endless extends AbstractList<Object> {

		@Override
		public Object get(int index) {
			return 1;
		}

		@Override
		public int size() {
			return Integer.MAX_VALUE;
		}

		@Override
		public Iterator<Object> iterator() {
			return new Iterator<>() {

				@Override
				public boolean hasNext() {
					return true;
				}

				@Override
				public Object next() {
					return 1;
				}

			};
		}

	}

}
