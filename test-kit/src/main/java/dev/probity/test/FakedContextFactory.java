package dev.probity.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Finds the test classes whose checks are to be replaced by fakes.
 */
final class FakedContextFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configurationAttributes) {
		AutoConfigureProbityTest annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				AutoConfigureProbityTest.class);
		return (annotation != null) ? new FakedContext(annotation.real()) : null;
	}

}
