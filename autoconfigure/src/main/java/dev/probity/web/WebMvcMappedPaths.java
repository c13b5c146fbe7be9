package dev.probity.web;

import java.util.function.BiConsumer;

import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * The paths that Spring MVC maps.
 */
final class WebMvcMappedPaths implements MappedPaths {

	private final ApplicationContext context;

	WebMvcMappedPaths(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void forEach(BiConsumer<String, Object> action) {
		// by the interface, which is all that a bean method may declare
		this.context.getBeansOfType(HandlerMapping.class).values().forEach((mapping) -> {
			if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
				methods.getHandlerMethods()
					.forEach((info, handler) -> info.getDirectPaths().forEach((path) -> action.accept(path, handler)));
			}
			else if (mapping instanceof AbstractUrlHandlerMapping urls) {
				urls.getHandlerMap().forEach(action);
			}
			else if (mapping instanceof RouterFunctionMapping routes) {
				RouterFunction<?> function = routes.getRouterFunction();
				if (function != null) {
					function.accept(new WebMvcRoutes(action));
				}
			}
		});
	}

}
