package dev.probity.diagnosis;

import dev.probity.check.CheckResult;
import dev.probity.check.Diagnosis;
import dev.probity.check.VitalCheck;

/**
 * Fails while the client of a dependency is at fault, which a restart mends. It only
 * reads what has been found: a dependency that is down cannot make it fail, for a client
 * is at fault only if the dependency answers.
 */
final class ClientVital implements VitalCheck {

	private final ClientDiagnosis diagnosis;

	ClientVital(ClientDiagnosis diagnosis) {
		this.diagnosis = diagnosis;
	}

	@Override
	public CheckResult check() {
		Diagnosis fault = this.diagnosis.clientFault();
		return (fault != null) ? CheckResult.failed(fault.sentence()) : CheckResult.passed();
	}

}
