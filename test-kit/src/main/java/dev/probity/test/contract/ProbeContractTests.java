package dev.probity.test.contract;

import java.util.stream.Stream;

import dev.probity.test.AutoConfigureProbityTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;

/**
 * The probes of an application, tested in one line:
 *
 * <pre class="code">
 * class ProbesTests extends ProbeContractTests {
 * }
 * </pre>
 *
 * Put it beside the main class or below, as any {@code @SpringBootTest}. The application
 * is started with a web server on a random port, and with fakes in place of its checks;
 * what else it needs to start (a database for its migrations, say) it needs here, too.
 *
 * @since 0.1.0
 * @see ProbeContract
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureProbityTest
public abstract class ProbeContractTests {

	/**
	 * One test for each promise.
	 * @param context the application
	 * @return the tests
	 */
	@TestFactory
	public Stream<DynamicTest> probeContract(ApplicationContext context) {
		return contract(context).tests();
	}

	/**
	 * The contract of the application; to be overridden by applications whose manifests
	 * are elsewhere, for example.
	 * @param context the application
	 * @return the contract
	 */
	protected ProbeContract contract(ApplicationContext context) {
		return ProbeContract.of(context);
	}

}
