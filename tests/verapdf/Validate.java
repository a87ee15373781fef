// Validates PDF files with veraPDF: java -cp ... Validate.java, then a line FLAVOUR[,FLAVOUR] tab FILE for each of them.
// Prints one line for every broken rule: file, flavour, clause, count, message, place, separated by tabs;
// and one line "file flavour ok assertions" for every file and flavour without a broken rule. An empty line ends the
// answer; the program ends with its input, or where veraPDF breaks down.
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String asked = input.readLine(); asked != null; asked = input.readLine()) {
            String[] parts = asked.split("\t", 2);
            for (String name : parts[0].split(",")) {
                validate(new File(parts[1]), PDFAFlavour.fromString(name), name);
            }
            System.out.println();
            System.out.flush();
        }
    }

    private static void validate(File file, PDFAFlavour flavour, String name) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            report(file, name, validator.validate(parser));
        }
    }

    private static void report(File file, String name, ValidationResult result) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        TreeMap<String, TestAssertion> firsts = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                counts.merge(rule, 1, Integer::sum);
                firsts.putIfAbsent(rule, assertion);
            }
        }
        if (result.isCompliant()) {
            line(file.getPath(), name, "ok", String.valueOf(result.getTotalAssertions()), "", "");
        } else if (counts.isEmpty()) {
            line(file.getPath(), name, "unknown", "1", "not compliant, no reason given", "");
        }
        for (String rule : counts.keySet()) {
            TestAssertion first = firsts.get(rule);
            String place = first.getLocation() == null ? "" : first.getLocation().getContext();
            line(file.getPath(), name, rule, counts.get(rule).toString(), first.getMessage(), place);
        }
    }

    private static void line(String... fields) {
        for (int index = 0; index < fields.length; index++) {
            fields[index] = fields[index].replaceAll("\\s+", " ");
        }
        System.out.println(String.join("\t", fields));
    }
}
