package dev.probity.registration;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A bean that gets a check, and the name that Actuator would give it: that of its kind if
 * it is the only one, otherwise followed by its own.
 *
 * @param name the check's name
 * @param alias another name under which the check may be set: that of the kind, for the
 * primary one of several
 * @param rank whether the application has another one to turn to
 * @param bean the bean
 */
public record CheckedBean<T>(String name, @Nullable String alias, Rank rank, T bean) {

	/**
	 * What a bean is among those of its kind.
	 */
	public enum Rank {

		/** The only or the primary one. */
		MAIN,

		/** One of the others. */
		FURTHER

	}

	public static <T> List<CheckedBean<T>> of(String kind, Map<String, T> beans, @Nullable Object primary) {
		if (beans.size() == 1) {
			return beans.values().stream().map((bean) -> new CheckedBean<>(kind, null, Rank.MAIN, bean)).toList();
		}
		return beans.entrySet().stream().map((bean) -> {
			String name = kind + "/" + bean.getKey();
			return (bean.getValue() == primary) ? new CheckedBean<>(name, kind, Rank.MAIN, bean.getValue())
					: new CheckedBean<>(name, null, Rank.FURTHER, bean.getValue());
		}).toList();
	}

}
