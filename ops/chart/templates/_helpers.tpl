{{- define "fin-gateway.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "fin-gateway.labels" -}}
{{ include "fin-gateway.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "fin-gateway.metadata" -}}
name: {{ .Release.Name }}
labels:
  {{- include "fin-gateway.labels" . | nindent 2 }}
{{- end }}

{{- define "fin-gateway.image" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{/* Seconds that the gateway may take to stop, SHUTDOWN_DELAY_MS + 2 × FIN_TIMEOUT_MS + 5 s, and 5 more to write its log. */}}
{{- define "fin-gateway.gracePeriod" -}}
{{- $ms := add (.Values.env.SHUTDOWN_DELAY_MS | int) (mul 2 (.Values.env.FIN_TIMEOUT_MS | int)) 10999 -}}
{{- div $ms 1000 -}}
{{- end }}
