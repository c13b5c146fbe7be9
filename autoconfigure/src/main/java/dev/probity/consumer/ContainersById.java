package dev.probity.consumer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * The listener containers of one library in one application context: those of annotated
 * methods, by their ids, and those that are beans, by their names.
 *
 * @param registries the library's registries of containers of annotated methods
 * @param ids the ids that a registry knows
 * @param byId gives the container of an id
 * @param beans the library's containers that are beans
 * @param control how one is stopped
 * @param <R> the type of the registry
 * @param <C> the type of the containers
 */
record ContainersById<R, C extends SmartLifecycle>(ExistingSingletons<R> registries, Function<R, Iterable<String>> ids,
		BiFunction<R, String, @Nullable C> byId, ExistingSingletons<? extends C> beans,
		Function<C, StoppableContainer.Control> control) implements ContainerSource {

	@Override
	public List<StoppableContainer> containers() {
		Map<String, C> found = new LinkedHashMap<>();
		this.registries.find().values().forEach((registry) -> this.ids.apply(registry).forEach((id) -> {
			C container = this.byId.apply(registry, id);
			if (container != null) {
				found.put(id, container);
			}
		}));
		found.putAll(this.beans.find());
		return found.entrySet()
			.stream()
			.map((container) -> new StoppableContainer(container.getKey(), container.getValue(),
					this.control.apply(container.getValue())))
			.toList();
	}

}
