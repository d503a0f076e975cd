#!/usr/bin/env bash
# The tutorial's Step 6 as a script, with the tools it names: for each port one line by nc, then a look whether the pod
# of the version it is routed to has logged that line. KUBECONFIG and HOST (the gateway's address) are given.
set -euo pipefail

verify() { # verify PORT VERSION
  local pod line log
  pod=$(kubectl get pods -l "app=tcp-echo,version=$2" -o jsonpath='{.items[0].metadata.name}')
  line="by-hand-$1-$RANDOM$RANDOM"
  log=$(mktemp)
  kubectl logs -f --tail=0 "$pod" -c tcp-echo-container >"$log" &
  local follower=$!
  # kubectl does not say when it follows: a line sent before is lost, so the line is sent until it is seen.
  for _ in $(seq 50); do
    printf '%s\n' "$line" | nc -N "$HOST" "$1" | grep -q "$line" || true
    if grep -q "Received.*$line" "$log"; then
      kill "$follower"
      echo "$1 -> $pod"
      rm -f "$log"
      return
    fi
    sleep 0.02
  done
  kill "$follower"
  return 1
}

verify 31400 v1 &
first=$!
verify 31401 v2
wait "$first"
