package dev.twinport.practice.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why there is no log, in the words of a kubelet 1.34. */
class LoggedContainerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"waiting":{"reason":"ErrImagePull"}}      | is waiting to start: image can't be pulled
            {"waiting":{"reason":"ImagePullBackOff"}}  | is waiting to start: trying and failing to pull image
            {"waiting":{"reason":"ContainerCreating"}} | is waiting to start: ContainerCreating
            {"waiting":{"reason":"CrashLoopBackOff"}}  | is waiting to start: CrashLoopBackOff
            {"terminated":{"exitCode":0}}              | is terminated
            {}                                         | is waiting to start - no logs yet
            """)
    void saysWhatTheContainerIsDoingInstead(String state, String words) {
        LoggedContainer container = LoggedContainer.of(ApiClient.JSON.readTree("""
                {"metadata":{"name":"p"},"spec":{"containers":[{"name":"a"}]},
                 "status":{"containerStatuses":[{"name":"a","state":%s}]}}""".formatted(state)), "");
        assertThat(container.withoutLog(false)).hasMessage("container \"a\" in pod \"p\" " + words);
        assertThat(container.withoutLog(true)).hasMessage("previous terminated container \"a\" in pod \"p\" not found");
    }
}
