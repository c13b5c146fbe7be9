package dev.probity.web;

import java.util.function.BiConsumer;

import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/**
 * The paths that Spring WebFlux maps.
 */
final class WebFluxMappedPaths implements MappedPaths {

	private final ApplicationContext context;

	WebFluxMappedPaths(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void forEach(BiConsumer<String, Object> action) {
		this.context.getBeansOfType(HandlerMapping.class).values().forEach((mapping) -> {
			if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
				methods.getHandlerMethods()
					.forEach((info, handler) -> info.getDirectPaths().forEach((path) -> action.accept(path, handler)));
			}
			else if (mapping instanceof AbstractUrlHandlerMapping urls) {
				urls.getHandlerMap().forEach((pattern, handler) -> action.accept(pattern.getPatternString(), handler));
			}
			else if (mapping instanceof RouterFunctionMapping routes) {
				RouterFunction<?> function = routes.getRouterFunction();
				if (function != null) {
					function.accept(new WebFluxRoutes(action));
				}
			}
		});
	}

}
