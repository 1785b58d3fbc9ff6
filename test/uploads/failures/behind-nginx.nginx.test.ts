import { testAnswersBehind } from '../../support/network/answers-behind-proxy.ts';
import { startNginx } from '../../support/network/start-nginx.ts';

testAnswersBehind('nginx without request buffering', startNginx);
