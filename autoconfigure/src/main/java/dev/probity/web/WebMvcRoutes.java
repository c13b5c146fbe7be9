package dev.probity.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Finds the paths of the functional routes of Spring MVC. What a predicate or a function
 * of the application's own kind matches is not known.
 */
final class WebMvcRoutes implements RouterFunctions.Visitor {

	private final RoutePaths paths = new RoutePaths();

	private final BiConsumer<String, Object> action;

	WebMvcRoutes(BiConsumer<String, Object> action) {
		this.action = action;
	}

	@Override
	public void startNested(RequestPredicate predicate) {
		predicate.accept(new Predicate());
		this.paths.startNested();
	}

	@Override
	public void endNested(RequestPredicate predicate) {
		this.paths.endNested();
	}

	@Override
	public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
		predicate.accept(new Predicate());
		this.paths.route().forEach((path) -> this.action.accept(path, "the route " + predicate));
	}

	@Override
	public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
	}

	@Override
	public void attributes(Map<String, Object> attributes) {
	}

	@Override
	public void unknown(RouterFunction<?> function) {
	}

	private final class Predicate implements RequestPredicates.Visitor {

		@Override
		public void path(String pattern) {
			WebMvcRoutes.this.paths.path(pattern);
		}

		@Override
		public void startNegate() {
			WebMvcRoutes.this.paths.startNegate();
		}

		@Override
		public void endNegate() {
			WebMvcRoutes.this.paths.endNegate();
		}

		@Override
		public void method(Set<HttpMethod> methods) {
		}

		@Override
		public void pathExtension(String extension) {
		}

		@Override
		public void header(String name, String value) {
		}

		@Override
		public void param(String name, String value) {
		}

		@Override
		public void version(String version) {
		}

		@Override
		public void startAnd() {
		}

		@Override
		public void and() {
		}

		@Override
		public void endAnd() {
		}

		@Override
		public void startOr() {
		}

		@Override
		public void or() {
		}

		@Override
		public void endOr() {
		}

		@Override
		public void unknown(RequestPredicate predicate) {
		}

	}

}
