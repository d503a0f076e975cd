#!/usr/bin/env bash
# What `twinport verify` does, by a script with kubectl, nc and grep: the gateway's address, the pods of both versions,
# then for each port, both at once, a line by nc that must come back and stand in the log of a pod of the version the
# port is routed to. Exit 0 when both are proven, 1 otherwise. KUBECONFIG chooses the cluster.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kubectl -n istio-system get service istio-ingressgateway \
  -o jsonpath='{.status.loadBalancer.ingress[0].ip}{.status.loadBalancer.ingress[0].hostname}' >"$work/host" &
address=$!
kubectl get pods -l app=tcp-echo \
  -o jsonpath='{range .items[*]}{.metadata.labels.version}{" "}{.metadata.name}{"\n"}{end}' >"$work/pods"
wait "$address"
host=$(<"$work/host")

verify() { # verify PORT VERSION
  local version pod line="by-hand-$1-$RANDOM$RANDOM"
  nc -N -w 5 "$host" "$1" <<<"$line" | grep -q "$line" || return 1
  for _ in $(seq 20); do
    while read -r version pod; do
      if [ "$version" = "$2" ] && kubectl logs --tail=50 "$pod" -c tcp-echo-container | grep -q "Received.*$line"; then
        echo "$1 -> $pod"
        return
      fi
    done <"$work/pods"
    sleep 0.02
  done
  return 1
}

verify 31400 v1 &
first=$!
failed=0
verify 31401 v2 || failed=1
wait "$first" || failed=1
exit "$failed"
