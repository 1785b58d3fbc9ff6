import { testAnswersBehind } from '../support/answers-behind-proxy.ts';
import { startNginx } from '../support/start-nginx.ts';

testAnswersBehind('nginx without request buffering', startNginx);
