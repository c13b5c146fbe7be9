package dev.probity.test;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice of an application gets the probes, which are answered over (mocked) HTTP as
 * well.
 */
@WebMvcTest(
		properties = { "probity.http.payments.url=http://payments/livez",
				"probity.features.checkout.checks=http/payments" },
		excludeAutoConfiguration = {
				org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration.class,
				org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration.class })
@ContextConfiguration(classes = OrdersApplication.class)
@AutoConfigureProbityTest
class SliceTests {

	@Test
	void thePathSaysWhatTheTesterSays(@Autowired ProbityTester tester, @Autowired MockMvcTester mvc) {
		assertThat(mvc.get().uri("/readyz")).hasStatusOk();
		tester.check("db").fails("connection refused");
		assertThat(tester).readiness().isDown();
		assertThat(mvc.get().uri("/readyz")).hasStatus(503);
		assertThat(mvc.get().uri("/livez")).hasStatusOk();
	}

	@Test
	void aServiceThatIsCalledOverHttpIsOneOfItsChecks(@Autowired ProbityTester tester) {
		assertThat(tester).feature("checkout").isUp();
		tester.check("http/payments").fails("refused");
		assertThat(tester).feature("checkout").because("http/payments", "refused");
	}

}
