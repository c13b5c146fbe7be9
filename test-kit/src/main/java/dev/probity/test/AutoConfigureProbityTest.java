package dev.probity.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Lets the probes of the tested application run without time and without network. Each
 * check is replaced by a fake that passes, until the test says otherwise by the bean
 * {@link ProbityTester}; time stands still for checks, ages and thresholds, until the
 * test moves it.
 * <p>
 * Goes on any test class that has an application context: {@code @SpringBootTest}, or a
 * slice such as {@code @WebMvcTest}, to which it adds the probes. After each test all
 * fakes pass again, so that contexts can be cached. Test classes with this annotation do
 * not run in parallel with each other, since they may share a context.
 *
 * @since 0.1.0
 * @see ProbityTester
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@ResourceLock("dev.probity.test")
public @interface AutoConfigureProbityTest {

	/**
	 * The names of checks that are not replaced: they run the application's own code, on
	 * a thread, and may take a moment of real time.
	 * @return the names, none by default
	 */
	String[] real() default {};

}
